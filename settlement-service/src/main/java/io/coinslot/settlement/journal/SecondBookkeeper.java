package io.coinslot.settlement.journal;

import io.coinslot.settlement.journal.Booking.OfSecond;
import io.coinslot.settlement.journal.Booking.SecondCaptured;
import io.coinslot.settlement.journal.Booking.SecondDisputeClosed;
import io.coinslot.settlement.journal.Booking.SecondDisputed;
import io.coinslot.settlement.journal.Booking.SecondRefundReversed;
import io.coinslot.settlement.journal.Booking.SecondRefunded;

/**
 * Decides how an event about a second payment is booked: no service's revenue or loss, since what the market holds of
 * it, it owes to the player. Each such payment stands by itself, be the one that paid for the purchase a test or not.
 * Pure.
 */
record SecondBookkeeper(Bookkeeper books) {

    Booked book(OfSecond booking) {
        if (booking instanceof SecondCaptured captured) {
            return captured(captured);
        }
        SecondPayment second = books.ledger().second(booking.transactionId()).orElse(null);
        if (second == null) {
            return Booked.notYet();
        }
        if (second.testPurchase()) {
            return Booked.already();
        }
        return switch (booking) {
            case SecondCaptured captured -> Booked.already();
            case SecondRefunded back ->
                entry(EntryKind.SECOND_PAYMENT_REFUNDED, books.ledger(), -books.minorUnits(back.amount()));
            case SecondRefundReversed again ->
                entry(EntryKind.SECOND_REFUND_REVERSED, books.ledger(), books.minorUnits(again.amount()));
            case SecondDisputed opened -> opened(second, opened);
            case SecondDisputeClosed closed -> closed(second, closed);
        };
    }

    private Booked captured(SecondCaptured captured) {
        if (books.ledger().knowsSecond(captured.transactionId())) {
            return Booked.already();
        }
        PurchaseLedger next =
                books.ledger().withSecond(SecondPayment.captured(captured.transactionId(), captured.testPurchase()));
        return captured.testPurchase() ? Booked.kept(next) : entry(next, captured);
    }

    private Booked entry(PurchaseLedger next, SecondCaptured captured) {
        FeeLookup.Fee kept = captured.kept();
        return books.entry(
                EntryKind.SECOND_PAYMENT,
                next,
                next.postings()
                        .secondCapture(books.minorUnits(captured.amount()), kept == null ? 0 : kept.minorUnits()),
                kept == null ? null : kept.reckoning());
    }

    private Booked opened(SecondPayment second, SecondDisputed opened) {
        long amount = books.minorUnits(opened.amount());
        return disputed(
                opened.turn() == 1 ? EntryKind.SECOND_CHARGEBACK : EntryKind.SECOND_CHARGEBACK_REOPENED,
                second,
                Dispute.ofSecond(opened.disputeId(), amount, opened.turn(), null));
    }

    /** What comes back is told with the end, what was disputed with the opening. */
    private Booked closed(SecondPayment second, SecondDisputeClosed closed) {
        long amount = books.minorUnits(closed.amount());
        long disputed =
                second.dispute(closed.disputeId()).map(Dispute::minorUnits).orElse(amount);
        return disputed(
                closed.won() ? EntryKind.SECOND_CHARGEBACK_WON : EntryKind.SECOND_CHARGEBACK_LOST,
                second,
                Dispute.ofSecond(
                        closed.disputeId(), disputed, closed.turn(), closed.won() ? Math.min(amount, disputed) : 0));
    }

    /**
     * The market's last word holds, and what it changes is booked: an opening that was never told, as by an older
     * gateway, is made up for.
     */
    private Booked disputed(EntryKind kind, SecondPayment second, Dispute now) {
        Dispute before = second.dispute(now.reference()).orElse(null);
        if (before != null && before.turns() >= now.turns()) {
            return Booked.already();
        }
        long setAside = now.setAside() - (before == null ? 0 : before.setAside());
        long taken = now.taken() - (before == null ? 0 : before.taken());
        PurchaseLedger next = books.ledger().withSecond(second.with(now));
        return books.entry(kind, next, next.postings().secondDispute(setAside, taken), null);
    }

    private Booked entry(EntryKind kind, PurchaseLedger next, long minorUnits) {
        return books.entry(kind, next, next.postings().secondPayment(minorUnits), null);
    }
}
