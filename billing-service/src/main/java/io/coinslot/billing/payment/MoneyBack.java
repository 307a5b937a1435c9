package io.coinslot.billing.payment;

import io.coinslot.billing.delivery.DeliverySteps;
import io.coinslot.billing.delivery.Notifier;
import io.coinslot.billing.delivery.WebhookType;
import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Dispute;
import io.coinslot.billing.purchase.DisputeStatus;
import io.coinslot.billing.purchase.MarketRefund;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseChargedBack;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseRefunded;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseReinstated;
import io.coinslot.billing.purchase.PurchaseEvent.RefundRejected;
import io.coinslot.billing.purchase.Refund;
import io.coinslot.billing.purchase.RefundStatus;
import io.coinslot.billing.purchase.Tasks;
import java.util.Optional;
import org.joda.money.Money;

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
                .filter(refund -> refund.happened() && !refund.reversed())
                .forEach(refund -> recordRefund(change, refund));
        purchase.repayment().disputes().stream()
                .filter(dispute -> dispute.status() != DisputeStatus.WON)
                .forEach(dispute -> recordChargeback(change, dispute));
        if (purchase.isMoneyGone()) {
            delivery.cancel(change);
            follow(change);
        } else {
            delivery.begin(change, capture);
        }
    }

    void refunded(PurchaseChange change, MarketFact.Refunded told) {
        Optional<MarketRefund> known = change.purchase().repayment().refund(told.marketRefundId());
        if (known.isPresent() && known.get().happened()) {
            change.note("PaymentRefundedRepeated");
            return;
        }
        boolean reversed = known.isPresent() && known.get().reversed();
        MarketRefund refund = new MarketRefund(
                told.marketRefundId(), told.refundId(), told.amount(), told.initiator(), true, reversed, told.reason());
        change.repayment(repayment -> repayment.with(refund));
        request(change.purchase(), told.refundId())
                .ifPresent(request -> change.repayment(repayment -> repayment.with(request.succeeded())));
        if (change.purchase().payment().capture() == null) {
            change.note("RefundedBeforePayment");
        } else if (reversed) {
            change.note("PaymentRefundedAfterReversal");
            follow(change);
        } else {
            recordRefund(change, refund);
            follow(change);
            notifier.announce(change, WebhookType.PURCHASE_REFUNDED, refund.marketRefundId());
        }
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
                .forEach(refund -> reverse(change, refund));
        follow(change);
    }

    void refundReversed(PurchaseChange change, MarketFact.RefundReversed told) {
        MarketRefund refund = change.purchase()
                .repayment()
                .refund(told.marketRefundId())
                .orElseGet(() ->
                        new MarketRefund(told.marketRefundId(), null, told.amount(), "MARKET", false, false, null));
        if (refund.reversed()) {
            change.note("PaymentRefundReversedRepeated");
            return;
        }
        reverse(change, refund);
    }

    void chargebackOpened(PurchaseChange change, MarketFact.ChargebackOpened opened) {
        disputed(
                change,
                new Dispute(opened.disputeId(), opened.amount(), DisputeStatus.OPEN, opened.reason(), opened.turn()));
    }

    void chargebackClosed(PurchaseChange change, MarketFact.ChargebackClosed closed) {
        DisputeStatus status = closed.won() ? DisputeStatus.WON : DisputeStatus.LOST;
        disputed(change, new Dispute(closed.disputeId(), closed.amount(), status, null, closed.turn()));
    }

    /** The market's last word about a dispute holds, whichever way it turned before; an earlier one changes nothing. */
    private void disputed(PurchaseChange change, Dispute told) {
        Optional<Dispute> known = change.purchase().repayment().dispute(told.disputeId());
        if (known.isPresent() && !told.isAfter(known.get())) {
            change.note(told.status() == DisputeStatus.OPEN ? "ChargebackOpenedRepeated" : "ChargebackClosedRepeated");
            return;
        }
        boolean wasTaken = known.isPresent() && known.get().takesMoney();
        Dispute dispute =
                told.reason() == null ? told.because(known.map(Dispute::reason).orElse(null)) : told;
        change.repayment(repayment -> repayment.with(dispute));
        if (dispute.takesMoney() && !wasTaken) {
            taken(change, dispute);
        } else {
            change.note(note(dispute));
            if (!dispute.takesMoney() && wasTaken && isPaid(change.purchase())) {
                reinstate(change, dispute.disputeId(), dispute.amount());
            } else {
                follow(change);
            }
        }
    }

    private static String note(Dispute dispute) {
        return switch (dispute.status()) {
            case OPEN -> "ChargebackReopened";
            case WON -> "ChargebackWon";
            case LOST -> "ChargebackLost";
        };
    }

    private void taken(PurchaseChange change, Dispute dispute) {
        if (!isPaid(change.purchase())) {
            change.note("ChargedBackBeforePayment");
            return;
        }
        recordChargeback(change, dispute);
        follow(change);
        notifier.announce(change, WebhookType.PURCHASE_CHARGED_BACK, dispute.disputeId());
    }

    private void reverse(PurchaseChange change, MarketRefund refund) {
        change.repayment(repayment -> repayment.with(refund.whenReversed()));
        if (refund.happened() && isPaid(change.purchase())) {
            reinstate(change, refund.marketRefundId(), refund.amount());
        } else {
            change.note("RefundReversedBeforeRefund");
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
                refund.amount(),
                total,
                !total.isLessThan(purchase.captured()),
                refund.initiator(),
                purchase.delivery().isGranted(),
                refund.reason(),
                purchase.debt()));
    }

    private void recordChargeback(PurchaseChange change, Dispute dispute) {
        Purchase purchase = change.purchase();
        change.record(new PurchaseChargedBack(
                dispute.disputeId(),
                dispute.amount(),
                purchase.delivery().isGranted(),
                dispute.reason(),
                purchase.debt()));
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
            delivery.begin(change, capture);
        }
        change.settle();
        if (purchase.order().isCounted()) {
            change.starting(Tasks.settleLimit());
        }
    }

    private static boolean isPaid(Purchase purchase) {
        return purchase.payment().capture() != null;
    }

    private static Optional<Refund> request(Purchase purchase, @org.jspecify.annotations.Nullable String refundId) {
        return refundId == null ? Optional.empty() : purchase.repayment().request(refundId);
    }
}
