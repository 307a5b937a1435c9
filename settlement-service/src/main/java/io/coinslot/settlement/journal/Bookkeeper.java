package io.coinslot.settlement.journal;

import io.coinslot.settlement.journal.Booking.ChargebackClosed;
import io.coinslot.settlement.journal.Booking.ChargebackOpened;
import io.coinslot.settlement.journal.Booking.RefundReversed;
import io.coinslot.settlement.journal.Booking.Refunded;
import io.coinslot.settlement.journal.Booking.Source;
import io.coinslot.settlement.journal.PurchaseLedger.Movement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Decides how an event after the capture is booked. Pure. */
record Bookkeeper(PurchaseLedger ledger, Source source, Instant bookedAt) {

    Booked book(Booking booking) {
        if (ledger.hasEntry(source.eventId())) {
            return Booked.already();
        }
        return switch (booking) {
            case Booking.OfSecond second -> new SecondBookkeeper(this).book(second);
            case Booking ofTest when ledger.testPurchase() -> Booked.already();
            case Booking.Captured captured -> Booked.already();
            case Booking.Delivered delivered -> delivered();
            case Refunded refunded -> refunded(refunded);
            case RefundReversed reversed -> reversed(reversed);
            case ChargebackOpened opened -> disputed(opened);
            case ChargebackClosed closed -> closed(closed);
        };
    }

    private Booked delivered() {
        if (ledger.delivered()) {
            return Booked.already();
        }
        return entry(
                EntryKind.DELIVERY, ledger.whenDelivered(), ledger.postings().delivery(ledger.pending()));
    }

    private Booked refunded(Refunded refunded) {
        if (ledger.refund(refunded.marketRefundId()).isPresent()) {
            return Booked.already();
        }
        long amount = minorUnits(refunded.amount());
        long after = ledger.returned() + amount;
        boolean owed = !refunded.askedFor();
        return entry(
                EntryKind.REFUND,
                ledger.withReturned(after, owed ? amount : 0)
                        .withRefund(new Movement(refunded.marketRefundId(), amount, false, owed)),
                ledger.postings().refund(ledger.returned(), after, ledger.serviceAccount()));
    }

    private Booked reversed(RefundReversed reversed) {
        long amount = minorUnits(reversed.amount());
        Movement refund = ledger.refund(reversed.marketRefundId()).orElse(null);
        if (refund == null) {
            return Booked.notYet();
        }
        if (refund.closed()) {
            return Booked.already();
        }
        long again = Math.min(amount, refund.minorUnits());
        long after = ledger.returned() - again;
        return entry(
                EntryKind.REFUND_REVERSED,
                ledger.withReturned(after, refund.isOwed() ? -again : 0).withRefund(refund.whenClosed()),
                ledger.postings().refund(ledger.returned(), after, ledger.serviceAccount()));
    }

    private Booked disputed(ChargebackOpened opened) {
        long amount = minorUnits(opened.amount());
        Dispute known = ledger.dispute(opened.disputeId()).orElse(null);
        long turns = known == null ? 0 : known.turns();
        if (opened.turn() != turns + 1) {
            return outOfTurn(opened.turn(), turns);
        }
        return known == null ? disputed(amount, opened.disputeId()) : reopened(known);
    }

    private Booked disputed(long amount, String disputeId) {
        long after = ledger.returned() + amount;
        return entry(
                EntryKind.CHARGEBACK,
                ledger.withReturned(after, amount).withDispute(Dispute.opened(disputeId, amount)),
                ledger.postings().chargeback(ledger.returned(), after, ledger.serviceAccount()));
    }

    private Booked reopened(Dispute dispute) {
        long won = ledger.wonOf(dispute);
        return entry(
                EntryKind.CHARGEBACK_REOPENED,
                ledger.withReturned(ledger.returned() + won, dispute.isOwed() ? won : 0)
                        .withDispute(dispute.reopened()),
                ledger.postings()
                        .chargebackReopened(dispute.minorUnits(), won, ledger.returned(), ledger.serviceAccount()));
    }

    private Booked closed(ChargebackClosed closed) {
        long amount = minorUnits(closed.amount());
        Dispute dispute = ledger.dispute(closed.disputeId()).orElse(null);
        if (dispute == null || closed.turn() != dispute.turns() + 1) {
            return outOfTurn(closed.turn(), dispute == null ? 0 : dispute.turns());
        }
        long won = closed.won() ? Math.min(amount, dispute.minorUnits()) : 0;
        return entry(
                closed.won() ? EntryKind.CHARGEBACK_WON : EntryKind.CHARGEBACK_LOST,
                ledger.withReturned(ledger.returned() - won, dispute.isOwed() ? -won : 0)
                        .withDispute(dispute.closedWith(won)),
                ledger.postings()
                        .chargebackClosed(dispute.minorUnits(), won, ledger.returned(), ledger.serviceAccount()));
    }

    /** The turns of a dispute are booked one upon the other: an earlier one is booked, a later one has to wait. */
    private static Booked outOfTurn(long turn, long turns) {
        return turn <= turns ? Booked.already() : Booked.notYet();
    }

    /** Whatever moves the money or the goods may open or lift a debt of the user: that is in the same entry. */
    private Booked entry(EntryKind kind, PurchaseLedger next, List<Line> lines) {
        return entry(kind, next, lines, null);
    }

    /** @param fee how the fee that is booked with it came about, if one is */
    Booked entry(EntryKind kind, PurchaseLedger next, List<Line> lines, @Nullable FeeReckoning fee) {
        List<Line> all = new ArrayList<>(lines);
        all.addAll(Postings.debt(next.debtDue() - ledger.debt()));
        JournalEntry entry = new JournalEntry(source.eventId(), kind, source.occurredAt(), bookedAt, all, fee);
        return Booked.now(next.booked(entry), entry);
    }

    /**
     * No rate of exchange is guessed: what moves in another currency than the sale's is not booked, but goes to the dead
     * letters, where an operator sees it.
     */
    long minorUnits(Money amount) {
        if (!amount.getCurrencyUnit().getCode().equals(ledger.sale().currency())) {
            throw new IllegalArgumentException("purchase " + ledger.purchaseId() + " was paid in "
                    + ledger.sale().currency() + ", not in " + amount.getCurrencyUnit() + ": " + amount
                    + " is not booked; settle it with the service by hand and discard the event");
        }
        return amount.getAmountMinorLong();
    }
}
