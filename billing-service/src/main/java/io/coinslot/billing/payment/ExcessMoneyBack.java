package io.coinslot.billing.payment;

import io.coinslot.billing.purchase.Dispute;
import io.coinslot.billing.purchase.MarketRefund;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.Repayment;

/**
 * What becomes of a payment that came on top of the one that paid for the purchase: it goes back, at once or in
 * parts, be it that a bank takes it. Nothing else of the purchase follows from it.
 */
final class ExcessMoneyBack {
    private ExcessMoneyBack() {}

    static void happen(PurchaseChange change, MarketFact.OfSecondPayment second) {
        String transactionId = second.transactionId();
        switch (second.fact()) {
            case MarketFact.Refunded told -> refunded(change, transactionId, told);
            case MarketFact.RefundFailed failed -> refundFailed(change, transactionId, failed);
            case MarketFact.RefundReversed told -> refundReversed(change, transactionId, told);
            case MarketFact.ChargebackOpened opened ->
                disputed(change, transactionId, MoneyBack.dispute(opened), "SecondPaymentDisputed");
            case MarketFact.ChargebackClosed closed ->
                disputed(
                        change,
                        transactionId,
                        MoneyBack.dispute(closed),
                        closed.won() ? "SecondPaymentDisputeWon" : "SecondPaymentDisputeLost");
            default -> throw new IllegalArgumentException("not told of second payments: " + second.fact());
        }
    }

    private static void refunded(PurchaseChange change, String transactionId, MarketFact.Refunded told) {
        change.payment(payment -> payment.repaidExcess(
                        transactionId, repayment -> repayment.with(MoneyBack.refund(repayment, told))))
                .note(
                        change.purchase().payment().isReturned(transactionId)
                                ? "SecondPaymentReturned"
                                : "SecondPaymentReturnedInPart");
    }

    /** A refund can fail after it was reported as done: then the money is back at the market. */
    private static void refundFailed(PurchaseChange change, String transactionId, MarketFact.RefundFailed failed) {
        change.payment(payment -> payment.keptExcess(transactionId)
                        .repaidExcess(transactionId, repayment -> without(repayment, failed)))
                .note("SecondPaymentNotReturned: " + failed.code());
    }

    private static Repayment without(Repayment repayment, MarketFact.RefundFailed failed) {
        Repayment next = repayment;
        for (MarketRefund refund : repayment.refunds()) {
            next = failed.refundId().equals(refund.refundId()) && !refund.reversed()
                    ? next.with(refund.whenReversed(refund.amount()))
                    : next;
        }
        return next;
    }

    private static void disputed(PurchaseChange change, String transactionId, Dispute told, String note) {
        change.payment(payment -> payment.repaidExcess(transactionId, repayment -> repayment.told(told)))
                .note(note);
    }

    private static void refundReversed(PurchaseChange change, String transactionId, MarketFact.RefundReversed told) {
        change.payment(payment -> payment.keptExcess(transactionId)
                        .repaidExcess(
                                transactionId,
                                repayment -> repayment.with(
                                        MoneyBack.refund(repayment, told).whenReversed(told.amount()))))
                .note("SecondPaymentNotReturned: REVERSED");
    }
}
