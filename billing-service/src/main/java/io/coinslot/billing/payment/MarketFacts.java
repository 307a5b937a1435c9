package io.coinslot.billing.payment;

import io.coinslot.billing.delivery.Notifier;
import io.coinslot.billing.delivery.WebhookType;
import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Payment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseBecamePayable;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseCompleted;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseDeclined;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseOutcomeUnknown;
import io.coinslot.billing.purchase.PurchaseEvent.PurchasePaid;
import io.coinslot.billing.purchase.PurchaseEvent.PurchasePaidAgain;
import io.coinslot.billing.purchase.PurchaseEvent.PurchasePending;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseReceiptRefused;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Receipt;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.consume.Consumed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides what a market's facts mean for a purchase. Each fact counts once and in the order of its sequence. */
public final class MarketFacts {
    private static final Duration GRACE_AFTER_REFUSAL = Duration.ofMinutes(2);

    private final MoneyBack moneyBack;
    private final Notifier notifier;

    public MarketFacts(MoneyBack moneyBack, Notifier notifier) {
        this.moneyBack = moneyBack;
        this.notifier = notifier;
    }

    /** @param sequence 1, 2, 3 … of the market's facts about this purchase */
    public Decision<Purchase, PurchaseEvent, Consumed> apply(
            @Nullable Purchase purchase, long sequence, MarketFact fact, Moment moment) {
        if (purchase == null || sequence > purchase.payment().lastSequence() + 1) {
            return Decision.unchanged(Consumed.NOT_YET);
        }
        if (sequence <= purchase.payment().lastSequence()) {
            return Decision.unchanged(Consumed.DUPLICATE);
        }
        PurchaseChange change = PurchaseChange.to(purchase, moment).payment(payment -> payment.through(sequence));
        happen(change, fact);
        moneyBack.askAnew(change, purchase);
        return change.accepted(Consumed.APPLIED);
    }

    private void happen(PurchaseChange change, MarketFact fact) {
        switch (fact) {
            case MarketFact.Prepared prepared -> prepared(change, prepared);
            case MarketFact.PreparationRefused(String code, String reason) -> declined(change, code, reason);
            case MarketFact.Captured(Capture capture) -> captured(change, capture);
            case MarketFact.Pending(String reason) -> pending(change, reason);
            case MarketFact.Declined(String code, String reason) -> declined(change, code, reason);
            case MarketFact.ReceiptRefused refused -> receiptRefused(change, refused);
            case MarketFact.OutcomeUnknown(String reason) -> outcomeUnknown(change, reason);
            case MarketFact.ParkedForOperator(String task, String reason) ->
                change.payment(payment -> payment.parkedFor(task + ": " + reason))
                        .note("PaymentParkedForOperator");
            case MarketFact.Finished(String action) -> finished(change, action);
            case MarketFact.Refunded refunded ->
                moneyBack.refunded(change.payment(Payment::answeredOfRefund), refunded);
            case MarketFact.RefundFailed failed ->
                moneyBack.refundFailed(change.payment(Payment::answeredOfRefund), failed);
            case MarketFact.RefundReversed reversed -> moneyBack.refundReversed(change, reversed);
            case MarketFact.OfSecondPayment second -> ExcessMoneyBack.happen(change, second);
            case MarketFact.ChargebackOpened opened -> moneyBack.chargebackOpened(change, opened);
            case MarketFact.ChargebackClosed closed -> moneyBack.chargebackClosed(change, closed);
        }
    }

    private void prepared(PurchaseChange change, MarketFact.Prepared prepared) {
        change.payment(payment -> payment.prepared(prepared.preparation()));
        if (change.purchase().status() == PurchaseStatus.REQUESTED) {
            change.moveTo(PurchaseStatus.PAYABLE);
        }
        if (change.purchase().status().isUnsettled()) {
            change.record(new PurchaseBecamePayable(prepared.preparation().marketReference()));
        } else {
            change.note("PaymentPreparedTooLate");
        }
    }

    private void captured(PurchaseChange change, Capture capture) {
        Purchase before = change.purchase();
        if (before.payment().knows(capture)) {
            change.note("PaymentCapturedRepeated");
            return;
        }
        if (before.payment().capture() != null) {
            change.payment(payment -> payment.capturedAgain(capture)).record(new PurchasePaidAgain(capture));
            return;
        }
        if (before.status().isClosedUnpaid()) {
            change.note("PaidAfter" + before.status());
        }
        change.payment(payment -> payment.captured(capture))
                .moveTo(PurchaseStatus.PAID)
                .record(new PurchasePaid(capture))
                .ending(Tasks.EXPIRE);
        settleLimit(change);
        moneyBack.afterCapture(change, capture);
    }

    private void pending(PurchaseChange change, String reason) {
        if (change.purchase().status().isUnsettled()) {
            change.payment(Payment::answered).moveTo(PurchaseStatus.PENDING).record(new PurchasePending(reason));
        } else {
            change.note("PaymentPendingTooLate");
        }
    }

    private void declined(PurchaseChange change, String code, String reason) {
        if (!change.purchase().status().isUnsettled()) {
            change.note("PaymentDeclinedTooLate");
            return;
        }
        change.payment(Payment::answered)
                .moveTo(PurchaseStatus.DECLINED)
                .record(new PurchaseDeclined(code, reason))
                .ending(Tasks.EXPIRE);
        if (change.purchase().order().paymentToken() != null) {
            // Nobody stood before a page that said why.
            change.note("ChargeDeclined:" + code);
        }
        settleLimit(change);
        notifier.announce(change, WebhookType.PURCHASE_DECLINED);
    }

    private void receiptRefused(PurchaseChange change, MarketFact.ReceiptRefused refused) {
        change.payment(Payment::answered);
        change.trail(trail -> trail.with(trail.receipt(refused.receiptId())
                        .orElseGet(() -> new Receipt(refused.receiptId(), null, null, null))
                        .refused(refused.code())))
                .record(new PurchaseReceiptRefused(refused.receiptId(), refused.code(), refused.reason()));
        Purchase purchase = change.purchase();
        if (isBeingVerified(purchase) && !purchase.trail().hasOpenReceipt()) {
            Duration left =
                    Duration.between(change.moment().at(), purchase.order().expiresAt());
            change.moveTo(purchase.statusBeforePayment())
                    .starting(Tasks.expireAfter(left.compareTo(GRACE_AFTER_REFUSAL) < 0 ? GRACE_AFTER_REFUSAL : left));
        }
    }

    private static boolean isBeingVerified(Purchase purchase) {
        return purchase.status() == PurchaseStatus.VERIFYING || purchase.status() == PurchaseStatus.OUTCOME_UNKNOWN;
    }

    private void outcomeUnknown(PurchaseChange change, String reason) {
        if (change.purchase().status().isUnsettled()) {
            change.moveTo(PurchaseStatus.OUTCOME_UNKNOWN).record(new PurchaseOutcomeUnknown(reason));
        } else {
            change.note("PaymentOutcomeUnknown");
        }
    }

    private void finished(PurchaseChange change, String action) {
        if (change.purchase().payment().finishedBy() != null) {
            return;
        }
        change.payment(payment -> payment.finished(action)).settle();
        if (change.purchase().delivery().status() == DeliveryStatus.CONFIRMED) {
            change.record(new PurchaseCompleted());
        } else {
            change.note("PaymentFinishedBeforeGrant");
        }
    }

    private static void settleLimit(PurchaseChange change) {
        if (change.purchase().order().isCounted()) {
            change.starting(Tasks.settleLimit());
        }
    }
}
