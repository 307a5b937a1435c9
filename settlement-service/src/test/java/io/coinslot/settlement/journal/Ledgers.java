package io.coinslot.settlement.journal;

import io.coinslot.settlement.journal.Booking.Captured;
import io.coinslot.settlement.journal.Booking.Source;
import io.coinslot.settlement.journal.PurchaseLedger.Movement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ledgers for tests: sales of 100 with tax 10 and fee 15. */
public final class Ledgers {
    private Ledgers() {}

    /** Charges the same for everything. */
    public static FeeLookup charging(long minorUnits, boolean returned) {
        FeeReckoning reckoning = new FeeReckoning(0, List.of(), minorUnits, null);
        return new SameForAll(new FeeLookup.Fee(minorUnits, returned, reckoning));
    }

    private record SameForAll(FeeLookup.Fee fee) implements FeeLookup {
        @Override
        public CompletionStage<Optional<Fee>> feeOf(Source source, String market, Captured captured) {
            return CompletableFuture.completedFuture(Optional.of(fee));
        }

        @Override
        public Optional<Fee> keptOfSecond(Source source, String market, Captured captured) {
            return fee.returned() ? Optional.empty() : Optional.of(fee);
        }
    }

    /** Knows no fee: nobody has set a schedule. */
    public static FeeLookup unknown() {
        return new FeeLookup() {
            @Override
            public CompletionStage<Optional<Fee>> feeOf(Source source, String market, Captured captured) {
                throw new NoFeeKnown("no fee is known for " + market);
            }

            @Override
            public Optional<Fee> keptOfSecond(Source source, String market, Captured captured) {
                throw new NoFeeKnown("no fee is known for " + market);
            }

            @Override
            public boolean mayLackFee(String market) {
                return true;
            }
        };
    }

    public static PurchaseLedger captured(String purchaseId, String serviceId, String userId, Instant at) {
        PurchaseLedger opened = PurchaseLedger.opened(
                purchaseId, serviceId, userId, "google-play", false, new Sale("USD", 100, 10, 15, true));
        return opened.booked(entry(
                purchaseId + "-1", EntryKind.CAPTURE, at, opened.postings().capture()));
    }

    public static PurchaseLedger refunded(PurchaseLedger ledger, long amount, Instant at) {
        List<Line> lines =
                ledger.postings().refund(ledger.returned(), ledger.returned() + amount, ledger.serviceAccount());
        return ledger.withReturned(ledger.returned() + amount, amount)
                .withRefund(new Movement("r" + ledger.refunds().size(), amount, false, true))
                .booked(entry(ledger.purchaseId() + "-r" + ledger.refunds().size(), EntryKind.REFUND, at, lines));
    }

    /** All of it comes back: what was owed for it is lifted. */
    public static PurchaseLedger comeBack(PurchaseLedger ledger, Instant at) {
        long all = ledger.returned();
        PurchaseLedger whole = ledger.withReturned(0, -all);
        List<Line> lines = new ArrayList<>(ledger.postings().refund(all, 0, ledger.serviceAccount()));
        lines.addAll(Postings.debt(whole.debtDue() - ledger.debt()));
        return whole.booked(
                entry(ledger.purchaseId() + "-b" + ledger.entries().size(), EntryKind.REFUND_REVERSED, at, lines));
    }

    /** Delivered at that time: what had gone back of it becomes a debt. */
    public static PurchaseLedger delivered(PurchaseLedger ledger, Instant at) {
        PurchaseLedger delivered = ledger.whenDelivered();
        List<Line> lines = new ArrayList<>(ledger.postings().delivery(ledger.pending()));
        lines.addAll(Postings.debt(delivered.debtDue() - ledger.debt()));
        return delivered.booked(entry(ledger.purchaseId() + "-d", EntryKind.DELIVERY, at, lines));
    }

    private static JournalEntry entry(String id, EntryKind kind, Instant at, List<Line> lines) {
        return new JournalEntry(id, kind, at, at, lines, null);
    }
}
