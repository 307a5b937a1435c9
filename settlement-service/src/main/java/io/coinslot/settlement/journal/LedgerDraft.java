package io.coinslot.settlement.journal;

import io.coinslot.settlement.journal.PurchaseLedger.Movement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next version of a ledger: the same but for what is set. */
final class LedgerDraft {
    private final PurchaseLedger before;
    private long returned;
    private long pending;
    private boolean delivered;
    private List<Movement> refunds;
    private List<Dispute> disputes;
    private List<JournalEntry> entries;
    private @Nullable Long takenBack;
    private @Nullable Instant owedSince;
    private @Nullable List<SecondPayment> seconds;

    LedgerDraft(PurchaseLedger before) {
        this.before = before;
        this.returned = before.returned();
        this.pending = before.pending();
        this.delivered = before.delivered();
        this.refunds = before.refunds();
        this.disputes = before.disputes();
        this.entries = before.entries();
        this.takenBack = before.takenBack();
        this.owedSince = before.owedSince();
        this.seconds = before.seconds();
    }

    LedgerDraft returned(long returned) {
        this.returned = returned;
        return this;
    }

    LedgerDraft pending(long pending) {
        this.pending = pending;
        return this;
    }

    LedgerDraft delivered(boolean delivered) {
        this.delivered = delivered;
        return this;
    }

    LedgerDraft refunds(List<Movement> refunds) {
        this.refunds = refunds;
        return this;
    }

    LedgerDraft disputes(List<Dispute> disputes) {
        this.disputes = disputes;
        return this;
    }

    LedgerDraft entries(List<JournalEntry> entries) {
        this.entries = entries;
        return this;
    }

    LedgerDraft takenBack(long takenBack) {
        this.takenBack = takenBack;
        return this;
    }

    LedgerDraft owedSince(@Nullable Instant owedSince) {
        this.owedSince = owedSince;
        return this;
    }

    LedgerDraft seconds(List<SecondPayment> seconds) {
        this.seconds = seconds;
        return this;
    }

    PurchaseLedger ledger() {
        return new PurchaseLedger(
                before.purchaseId(),
                before.serviceId(),
                before.userId(),
                before.market(),
                before.testPurchase(),
                before.sale(),
                returned,
                pending,
                delivered,
                refunds,
                disputes,
                entries,
                takenBack,
                owedSince,
                seconds);
    }
}
