package io.coinslot.settlement.statement;

import io.coinslot.settlement.journal.EntryKind;
import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.PurchaseLedger;
import java.time.Instant;

/** An entry as a statement shows it. */
record StatementEntry(
        String entryId,
        EntryKind kind,
        Instant bookedAt,
        Instant occurredAt,
        String purchaseId,
        String userId,
        String market,
        String currency,
        Amounts amounts) {
    static StatementEntry of(PurchaseLedger ledger, JournalEntry entry) {
        return new StatementEntry(
                entry.entryId(),
                entry.kind(),
                entry.bookedAt(),
                entry.occurredAt(),
                ledger.purchaseId(),
                ledger.userId(),
                ledger.market(),
                ledger.sale().currency(),
                Amounts.of(entry));
    }
}
