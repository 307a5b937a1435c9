package io.coinslot.benchmarks;

import io.coinslot.benchmarks.Journey.Stage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what the API accepted, what the topics say, what the journal holds and what the markets believe. */
final class Reconciliation {
    private final List<String> findings = new ArrayList<>();

    /** @param ledgers of each market by name */
    static Reconciliation of(Journeys journeys, Journal journal, Map<String, Ledger> ledgers) {
        Reconciliation reconciliation = new Reconciliation();
        journeys.byPurchaseId().forEach(reconciliation::checkOnceEach);
        reconciliation.require(
                journal.isBalanced(), "the journal does not sum to zero: " + journal.balanceByCurrency());
        ledgers.forEach((market, ledger) -> reconciliation.checkMarket(market, ledger, journeys, journal));
        return reconciliation;
    }

    boolean holds() {
        return findings.isEmpty();
    }

    List<String> findings() {
        return findings;
    }

    private void checkOnceEach(String purchaseId, Journey journey) {
        require(journey.reached(Stage.PAID_AT_MARKET), purchaseId + " was not paid at the market");
        require(journey.reached(Stage.DELIVERED), purchaseId + " was not delivered");
        require(journey.completions() == 1, purchaseId + " was completed " + journey.completions() + " times");
        require(journey.isPosted(), purchaseId + " is not in the journal");
    }

    private void checkMarket(String market, Ledger ledger, Journeys journeys, Journal journal) {
        SoldItem item = SoldItem.at(market);
        long paid = journeys.all().stream()
                .filter(journey -> journey.market.equals(market) && journey.reached(Stage.PAID_AT_MARKET))
                .count();
        BigDecimal captured = new BigDecimal(item.amount()).multiply(BigDecimal.valueOf(paid));
        require(ledger.paid() == paid, market + " has " + ledger.paid() + " payments, not " + paid);
        require(ledger.finished() == paid, market + " has " + ledger.finished() + " finished payments, not " + paid);
        require(
                new BigDecimal(ledger.captured()).compareTo(captured) == 0,
                market + " captured " + ledger.captured() + ", not " + captured);
        long journalMinorUnits = journal.captured("market-receivable:" + market, item.currency());
        require(
                journalMinorUnits == item.minorUnits() * paid,
                "the journal has " + journalMinorUnits + " captured at " + market + ", not "
                        + item.minorUnits() * paid);
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
