package io.coinslot.settlement.statement;

import io.coinslot.settlement.journal.EntryKind;
import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.PurchaseLedger;
import java.time.Instant;
import java.util.List;

/** An entry as a statement shows it. */
public record StatementEntry(
        String entryId,
        EntryKind kind,
        Instant bookedAt,
        Instant occurredAt,
        String purchaseId,
        String userId,
        String market,
        String currency,
        Amounts amounts) {
    /** The entries of before that time that opened or lifted a debt. */
    public static List<StatementEntry> debtsBefore(PurchaseLedger ledger, Instant time) {
        return ledger.entries().stream()
                .filter(entry -> entry.bookedAt().isBefore(time))
                .map(entry -> of(ledger, entry))
                .filter(entry ->
                        entry.amounts().debtOpened() != 0 || entry.amounts().debtLifted() != 0)
                .toList();
    }

    public static StatementEntry of(PurchaseLedger ledger, JournalEntry entry) {
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
