package io.coinslot.settlement.statement;

import io.coinslot.settlement.journal.PurchaseLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads ledgers that lie in a list. */
final class InMemoryStatementEntries implements StatementEntries {
    final List<PurchaseLedger> ledgers = new ArrayList<>();

    @Override
    public void forEach(Settlement settlement, Consumer<StatementEntry> consumer) {
        for (PurchaseLedger ledger : ledgers) {
            boolean meant = isMeant(settlement, ledger);
            ledger.entries().stream()
                    .filter(entry -> meant && settlement.covers(entry.bookedAt()))
                    .forEach(entry -> consumer.accept(StatementEntry.of(ledger, entry)));
        }
    }

    @Override
    public void forEachDebtBefore(Settlement settlement, Consumer<StatementEntry> consumer) {
        ledgers.stream()
                .filter(ledger -> isMeant(settlement, ledger))
                .forEach(ledger -> StatementEntry.debtsBefore(ledger, settlement.carriesForwardUntil())
                        .forEach(consumer));
    }

    private static boolean isMeant(Settlement settlement, PurchaseLedger ledger) {
        return ledger.serviceId().equals(settlement.serviceId())
                && (settlement.userId() == null || settlement.userId().equals(ledger.userId()));
    }
}
