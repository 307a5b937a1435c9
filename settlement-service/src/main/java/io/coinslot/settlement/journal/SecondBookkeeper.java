package io.coinslot.settlement.journal;

import io.coinslot.settlement.journal.Booking.OfSecond;
import io.coinslot.settlement.journal.Booking.SecondCaptured;
import io.coinslot.settlement.journal.Booking.SecondRefundReversed;
import io.coinslot.settlement.journal.Booking.SecondRefunded;

/**
 * Decides how an event about a second payment is booked: neither revenue nor loss, since what the market holds of it,
 * it owes to the player. Each such payment stands by itself, be the one that paid for the purchase a test or not. Pure.
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
        };
    }

    private Booked captured(SecondCaptured captured) {
        if (books.ledger().knowsSecond(captured.transactionId())) {
            return Booked.already();
        }
        PurchaseLedger next =
                books.ledger().withSecond(new SecondPayment(captured.transactionId(), captured.testPurchase()));
        return captured.testPurchase()
                ? Booked.kept(next)
                : entry(EntryKind.SECOND_PAYMENT, next, books.minorUnits(captured.amount()));
    }

    private Booked entry(EntryKind kind, PurchaseLedger next, long minorUnits) {
        return books.entry(kind, next, next.postings().secondPayment(minorUnits));
    }
}
