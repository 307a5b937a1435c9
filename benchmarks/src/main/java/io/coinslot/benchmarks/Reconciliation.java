package io.coinslot.benchmarks;

import io.coinslot.benchmarks.Journey.Stage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what the API accepted, what the topics say, what the journal holds and what the markets believe. */
final class Reconciliation {
    private static final Set<String> EXPLAINED = Set.of("CAPTURE", "DELIVERY");

    private final List<String> findings = new ArrayList<>();

    /**
     * @param ledgers of each market by name
     * @param shown what the API shows of all the service's purchases, by their ids
     */
    static Reconciliation of(
            Journeys journeys, Journal journal, Map<String, Ledger> ledgers, Map<String, ShownPurchase> shown) {
        Reconciliation reconciliation = new Reconciliation();
        reconciliation.checkApi(journeys.byPurchaseId(), shown);
        reconciliation.checkKinds(journal);
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

    /** What was refused may be there all the same, as its answer was lost; but nobody has paid for it then. */
    private void checkApi(Map<String, Journey> journeys, Map<String, ShownPurchase> shown) {
        journeys.forEach((purchaseId, journey) -> {
            ShownPurchase purchase = shown.get(purchaseId);
            SoldItem item = SoldItem.at(journey.market);
            require(purchase != null, purchaseId + " is not shown by the API");
            require(
                    purchase == null || purchase.isSold(item),
                    "the API shows " + purchaseId + " as " + purchase + ", not as sold for " + item.amount());
        });
        shown.forEach((purchaseId, purchase) -> require(
                journeys.containsKey(purchaseId) || !purchase.isPaid(),
                "the API shows " + purchaseId + " as " + purchase + ", which the run did not pay for"));
    }

    private void checkKinds(Journal journal) {
        journal.entriesByKind()
                .forEach((kind, count) -> require(
                        EXPLAINED.contains(kind),
                        "the journal has " + count + " entries of kind " + kind
                                + ", which no step of the run explains"));
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
        require(
                isZero(ledger.refunded()) && isZero(ledger.chargedBack()),
                market + " gave back " + ledger.refunded() + " and had " + ledger.chargedBack()
                        + " taken back, and nobody asked for that");
        long journalMinorUnits = journal.captured("market-receivable:" + market, item.currency());
        require(
                journalMinorUnits == item.minorUnits() * paid,
                "the journal has " + journalMinorUnits + " captured at " + market + ", not "
                        + item.minorUnits() * paid);
    }

    private static boolean isZero(String amount) {
        return new BigDecimal(amount).signum() == 0;
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
