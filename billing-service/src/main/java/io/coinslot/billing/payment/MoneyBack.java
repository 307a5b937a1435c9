package io.coinslot.billing.payment;

import io.coinslot.billing.delivery.DeliverySteps;
import io.coinslot.billing.delivery.Notifier;
import io.coinslot.billing.delivery.WebhookType;
import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Dispute;
import io.coinslot.billing.purchase.MarketRefund;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseChargedBack;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseRefunded;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseReinstated;
import io.coinslot.billing.purchase.PurchaseEvent.RefundRejected;
import io.coinslot.billing.purchase.Refund;
import io.coinslot.billing.purchase.RefundStatus;
import io.coinslot.billing.purchase.Repayment;
import io.coinslot.billing.purchase.Tasks;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Refunds, reversals and disputes, in whatever order markets tell of them. What comes before the payment is kept and
 * takes effect with it; each refund and each dispute counts once.
 */
public final class MoneyBack {
    private final DeliverySteps delivery;
    private final Notifier notifier;

    public MoneyBack(DeliverySteps delivery, Notifier notifier) {
        this.delivery = delivery;
        this.notifier = notifier;
    }

    /** The purchase has just been paid: what was told before the payment takes effect, else the delivery begins. */
    void afterCapture(PurchaseChange change, Capture capture) {
        Purchase purchase = change.purchase();
        purchase.repayment().refunds().stream()
                .filter(purchase::isTakenBackBy)
                .forEach(refund -> recordRefund(change, refund));
        purchase.repayment().disputes().stream()
                .filter(Dispute::takesMoney)
                .forEach(dispute -> recordChargeback(change, dispute, dispute.taken()));
        if (purchase.isMoneyGone()) {
            delivery.cancel(change);
            follow(change);
        } else {
            delivery.begin(change, capture);
        }
    }

    /** Asks the game to grant, if this change has taken up a delivery that was called off; the last word of a change. */
    void askAnew(PurchaseChange change, Purchase before) {
        if (before.delivery().status() == DeliveryStatus.CANCELLED
                && change.purchase().delivery().status() == DeliveryStatus.PENDING) {
            delivery.ask(change);
        }
    }

    void refunded(PurchaseChange change, MarketFact.Refunded told) {
        Optional<MarketRefund> known = change.purchase().repayment().refund(told.marketRefundId());
        if (known.isPresent() && known.get().happened()) {
            change.note("PaymentRefundedRepeated");
            return;
        }
        MarketRefund refund = refund(change.purchase().repayment(), told);
        change.repayment(repayment -> repayment.with(refund));
        // What comes back in another currency leaves our own refund open, so that its amount is not given back again.
        request(change.purchase(), told.refundId())
                .filter(request -> request.amount().isSameCurrency(told.amount()))
                .ifPresent(request -> change.repayment(repayment -> repayment.with(request.succeeded())));
        if (change.purchase().payment().capture() == null) {
            change.note("RefundedBeforePayment");
        } else if (!change.purchase().isTakenBackBy(refund)) {
            change.note("PaymentRefundedAfterReversal");
            follow(change);
        } else {
            recordRefund(change, refund);
            follow(change);
            notifier.announce(change, WebhookType.PURCHASE_REFUNDED, refund.marketRefundId());
        }
    }

    /** The refund as it is told; its reversal may have been told before. */
    static MarketRefund refund(Repayment repayment, MarketFact.Refunded told) {
        Optional<MarketRefund> known = repayment.refund(told.marketRefundId());
        return new MarketRefund(
                told.marketRefundId(),
                told.refundId(),
                told.amount(),
                told.initiator(),
                true,
                known.isPresent() && known.get().reversed(),
                told.reason(),
                known.map(MarketRefund::cameBack).orElse(null));
    }

    /** The refund that is reversed. */
    static MarketRefund refund(Repayment repayment, MarketFact.RefundReversed told) {
        return repayment
                .refund(told.marketRefundId())
                .orElseGet(() -> MarketRefund.unheardOf(told.marketRefundId(), told.amount()));
    }

    void refundFailed(PurchaseChange change, MarketFact.RefundFailed failed) {
        Optional<Refund> request = request(change.purchase(), failed.refundId());
        if (request.isEmpty() || request.get().status() == RefundStatus.REJECTED) {
            change.note("PaymentRefundFailedUnasked");
            return;
        }
        change.repayment(repayment -> repayment.with(request.get().rejected(failed.code() + ": " + failed.reason())))
                .record(new RefundRejected(failed.refundId(), failed.code(), failed.reason()));
        // A refund can fail after it was reported as done: then the money is back with us.
        change.purchase().repayment().refunds().stream()
                .filter(refund -> failed.refundId().equals(refund.refundId()) && !refund.reversed())
                .forEach(refund -> reverse(change, refund, refund.amount()));
        follow(change);
    }

    void refundReversed(PurchaseChange change, MarketFact.RefundReversed told) {
        MarketRefund refund = refund(change.purchase().repayment(), told);
        if (refund.reversed()) {
            change.note("PaymentRefundReversedRepeated");
            return;
        }
        reverse(change, refund, told.amount());
    }

    void chargebackOpened(PurchaseChange change, MarketFact.ChargebackOpened opened) {
        disputed(change, dispute(opened));
    }

    static Dispute dispute(MarketFact.ChargebackOpened opened) {
        return Dispute.opened(opened.disputeId(), opened.amount(), opened.reason(), opened.turn());
    }

    void chargebackClosed(PurchaseChange change, MarketFact.ChargebackClosed closed) {
        disputed(change, dispute(closed));
    }

    static Dispute dispute(MarketFact.ChargebackClosed closed) {
        return Dispute.closed(closed.disputeId(), closed.amount(), closed.won(), closed.turn());
    }

    private void disputed(PurchaseChange change, Dispute told) {
        Dispute known = change.purchase().repayment().dispute(told.disputeId()).orElse(null);
        Dispute now = known == null ? told : known.after(told);
        if (now.equals(known)) {
            change.note(told.isOpen() ? "ChargebackOpenedRepeated" : "ChargebackClosedRepeated");
        } else {
            turned(change, known, now);
        }
    }

    /** What it takes more is charged back, and what it takes less comes back, be it won in part. */
    private void turned(PurchaseChange change, @Nullable Dispute known, Dispute dispute) {
        change.repayment(repayment -> repayment.with(dispute));
        Money more = dispute.taken();
        if (known != null && known.amount().isSameCurrency(more)) {
            more = more.minus(known.taken());
        }
        // Where nothing was paid no amount tells whether it takes something: that it does has to say so.
        boolean took = known != null && known.takesMoney();
        if (more.isPositive() || (dispute.takesMoney() && !took)) {
            taken(change, dispute, more);
            return;
        }
        change.note(note(dispute));
        boolean comesBack = more.isNegative() || (took && !dispute.takesMoney());
        if (comesBack && isPaid(change.purchase())) {
            reinstate(change, dispute.disputeId(), more.negated());
        } else {
            follow(change);
        }
    }

    private static String note(Dispute dispute) {
        return switch (dispute.status()) {
            case OPEN -> "ChargebackReopened";
            case WON -> dispute.takesMoney() ? "ChargebackWonInPart" : "ChargebackWon";
            case LOST -> "ChargebackLost";
        };
    }

    private void taken(PurchaseChange change, Dispute dispute, Money amount) {
        if (!isPaid(change.purchase())) {
            change.note("ChargedBackBeforePayment");
            return;
        }
        recordChargeback(change, dispute, amount);
        follow(change);
        notifier.announce(change, WebhookType.PURCHASE_CHARGED_BACK, dispute.disputeId());
    }

    /** As much of it as the market tells comes back; the rest stays with the player. */
    private void reverse(PurchaseChange change, MarketRefund refund, Money back) {
        MarketRefund reversed = refund.whenReversed(back);
        boolean tookBack = change.purchase().isTakenBackBy(refund);
        change.repayment(repayment -> repayment.with(reversed));
        Money again = refund.amount().minus(reversed.left());
        if (!refund.happened() || !isPaid(change.purchase())) {
            change.note("RefundReversedBeforeRefund");
            follow(change);
        } else if (again.isPositive() || (tookBack && !change.purchase().isTakenBackBy(reversed))) {
            reinstate(change, refund.marketRefundId(), again);
        } else {
            parkIfBeyondReckoning(change, "REVERSAL_CURRENCY", refund.marketRefundId(), back);
            follow(change);
        }
    }

    /** The money is ours again: a debt that it had caused is lifted. */
    private void reinstate(PurchaseChange change, String reference, Money amount) {
        change.record(
                new PurchaseReinstated(reference, amount, change.purchase().debt()));
        follow(change);
        notifier.announce(change, WebhookType.PURCHASE_REINSTATED, reference);
    }

    private void recordRefund(PurchaseChange change, MarketRefund refund) {
        Purchase purchase = change.purchase();
        Money total = purchase.refunded();
        change.record(new PurchaseRefunded(
                refund.refundId(),
                refund.left(),
                total,
                !total.isLessThan(purchase.captured()),
                refund.initiator(),
                purchase.delivery().isGranted(),
                refund.reason(),
                purchase.debt()));
        parkIfBeyondReckoning(change, "REFUND_CURRENCY", refund.marketRefundId(), refund.amount());
    }

    private void recordChargeback(PurchaseChange change, Dispute dispute, Money amount) {
        Purchase purchase = change.purchase();
        change.record(new PurchaseChargedBack(
                dispute.disputeId(), amount, purchase.delivery().isGranted(), dispute.reason(), purchase.debt()));
        parkIfBeyondReckoning(change, "DISPUTE_CURRENCY", dispute.disputeId(), dispute.amount());
    }

    /**
     * No rate of exchange is guessed: what moves in another currency than was paid in is an operator's, and stays so
     * whatever the market answers afterwards.
     */
    private static void parkIfBeyondReckoning(PurchaseChange change, String kind, String reference, Money amount) {
        Money captured = change.purchase().captured();
        if (!amount.isSameCurrency(captured)) {
            change.payment(payment -> payment.parkedFor(kind + ": " + reference + " is of " + amount
                            + ", but the purchase was paid in " + captured.getCurrencyUnit()))
                    .note("MoneyBackInAnotherCurrency:" + reference);
        }
    }

    /** Brings delivery, debt, limit and status in line with the amounts. */
    private void follow(PurchaseChange change) {
        Purchase purchase = change.purchase();
        Capture capture = purchase.payment().capture();
        if (capture == null) {
            return;
        }
        if (purchase.delivery().isGranted()) {
            change.delivery(
                    granted -> granted.withStatus(DeliveryStatus.CONFIRMED).owing(purchase.hasMoneyGoneBack()));
        } else if (purchase.isMoneyGone()) {
            delivery.cancel(change);
        } else if (purchase.delivery().status() == DeliveryStatus.CANCELLED) {
            delivery.await(change, capture);
        }
        change.settle();
        if (purchase.order().isCounted()) {
            change.starting(Tasks.settleLimit());
        }
    }

    private static boolean isPaid(Purchase purchase) {
        return purchase.payment().capture() != null;
    }

    private static Optional<Refund> request(Purchase purchase, @Nullable String refundId) {
        return refundId == null ? Optional.empty() : purchase.repayment().request(refundId);
    }
}
