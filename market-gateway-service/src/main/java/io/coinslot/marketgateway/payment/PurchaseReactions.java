package io.coinslot.marketgateway.payment;

import static io.coinslot.servicekit.aggregate.Decision.accepted;
import static io.coinslot.servicekit.aggregate.Decision.unchanged;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.consume.Consumed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a payment does about the events of its purchase. Each event has its effect once, told by its sequence; what
 * builds on a purchase that is not known here yet has to wait.
 */
public final class PurchaseReactions {
    private PurchaseReactions() {}

    /** PurchaseRequested: record the payment, and prepare it where the market wants that. */
    public static Decision<Payment, PaymentEvent, Consumed> requested(
            @Nullable Payment known, PaymentOrder order, long sequence, MarketAbilities market) {
        if (known != null) {
            return unchanged(Consumed.DUPLICATE);
        }
        Payment payment = Payment.of(order, sequence);
        if (!market.known()) {
            return accepted(
                    payment.to(PaymentStatus.NOT_PREPARED),
                    List.of(new PaymentEvent.PaymentPreparationRefused(
                            "MARKET_NOT_SUPPORTED", "There is no adapter for " + order.market())),
                    Consumed.APPLIED);
        }
        Accepted<Payment, PaymentEvent, Consumed> recorded = accepted(payment, List.of(), Consumed.APPLIED);
        return market.prepares() ? recorded.starting(PaymentTasks.prepare()) : recorded;
    }

    /** ReceiptSubmitted: ask the market about it, once more if that was given up. */
    public static Decision<Payment, PaymentEvent, Consumed> receiptSubmitted(
            @Nullable Payment payment, String receiptId, Receipt receipt, long sequence) {
        if (payment == null) {
            return unchanged(Consumed.NOT_YET);
        }
        if (payment.hasApplied(sequence)) {
            return unchanged(Consumed.DUPLICATE);
        }
        Accepted<Payment, PaymentEvent, Consumed> seen =
                accepted(payment.applied(sequence), List.of(), Consumed.APPLIED);
        // The market's notification may have been faster than the client: the same receipt again is no error. Another
        // one may be a second payment, which goes back; that is for the market's record to say.
        if (payment.knows(receipt)) {
            return seen;
        }
        TaskDraft look = PaymentTasks.verify(receiptId, receipt);
        Payment looked = seen.state().parking(payment.knownParking().without(look.taskId()::equals));
        return accepted(looked, List.<PaymentEvent>of(), Consumed.APPLIED).starting(look);
    }

    /** DeliveryConfirmed: finish the purchase at the market, at the latest when its capture is known. */
    public static Decision<Payment, PaymentEvent, Consumed> deliveryConfirmed(
            @Nullable Payment payment, Instant confirmedAt, long sequence, MarketAbilities market) {
        if (payment == null) {
            return unchanged(Consumed.NOT_YET);
        }
        if (payment.hasApplied(sequence)) {
            return unchanged(Consumed.DUPLICATE);
        }
        Payment delivered = payment.applied(sequence).deliveredAt(confirmedAt);
        return finishing(delivered, List.of(), Consumed.APPLIED, market);
    }

    /** ClientEventReported, of the player using the goods: kept for a market that asks before it gives money back. */
    public static Decision<Payment, PaymentEvent, Consumed> goodsConsumed(
            @Nullable Payment payment, Instant at, long sequence) {
        if (payment == null) {
            return unchanged(Consumed.NOT_YET);
        }
        Evidence known = payment.knownEvidence();
        return payment.hasApplied(sequence) || known.isComplete()
                ? unchanged(Consumed.DUPLICATE)
                : accepted(payment.applied(sequence).with(known.consumed(at)), List.of(), Consumed.APPLIED);
    }

    /**
     * RefundRequested: give money back at the market. Its own id tells whether it is known, and no sequence: billing
     * numbers anew what it decides after its database was restored, and the market may have told of a refund before its
     * request is read again.
     *
     * @param call that it is made by
     */
    public static Decision<Payment, PaymentEvent, Consumed> refundRequested(
            @Nullable Payment payment, Refund refund, TaskDraft call, long sequence, MarketAbilities market) {
        if (payment == null) {
            return unchanged(Consumed.NOT_YET);
        }
        if (payment.refund(String.valueOf(refund.refundId())) != null) {
            return unchanged(Consumed.DUPLICATE);
        }
        if (!payment.isPaid()) {
            return unchanged(Consumed.NOT_YET);
        }
        Payment asked = payment.applied(sequence);
        Money amount = refund.amount();
        if (!market.refunds()) {
            return refused(asked, refund, "REFUND_NOT_SUPPORTED", "This market gives no money back on request");
        }
        if (payment.isInDispute()) {
            return refused(asked, refund, Refund.CHARGED_BACK, "The player's bank disputes the payment");
        }
        if (!amount.isSameCurrency(payment.paid().amount()) || amount.isGreaterThan(payment.refundable())) {
            return refused(asked, refund, Refund.NOT_LEFT, "More than is left of what was captured");
        }
        return accepted(asked.withRefund(other -> false, refund), List.<PaymentEvent>of(), Consumed.APPLIED)
                .starting(call);
    }

    /** PurchaseCancelled or PurchaseExpired: see to it that no money can come any more, where the market lets us. */
    public static Decision<Payment, PaymentEvent, Consumed> closed(
            @Nullable Payment payment, long sequence, MarketAbilities market) {
        if (payment == null) {
            return unchanged(Consumed.NOT_YET);
        }
        if (payment.hasApplied(sequence) || !payment.status().mayBecome(PaymentStatus.CLOSED) || !market.cancels()) {
            return unchanged(Consumed.DUPLICATE);
        }
        Accepted<Payment, PaymentEvent, Consumed> closed =
                accepted(payment.applied(sequence).to(PaymentStatus.CLOSED), List.of(), Consumed.APPLIED);
        return payment.marketReference() == null ? closed : closed.starting(PaymentTasks.cancel());
    }

    /** Finishes what is captured and delivered; what lacks either waits for it. */
    static <R> Decision<Payment, PaymentEvent, R> finishing(
            Payment payment, List<PaymentEvent> events, R result, MarketAbilities market) {
        if (payment.status() != PaymentStatus.CAPTURED || payment.deliveredAt() == null || payment.hasNothingLeft()) {
            return accepted(payment, events, result);
        }
        if (market.finishes()) {
            return accepted(payment, events, result).starting(PaymentTasks.finish());
        }
        List<PaymentEvent> more = new ArrayList<>(events);
        more.add(new PaymentEvent.PaymentFinished(FinishAction.NOT_NEEDED));
        return accepted(payment.to(PaymentStatus.FINISHED), more, result);
    }

    private static Decision<Payment, PaymentEvent, Consumed> refused(
            Payment payment, Refund refund, String code, String reason) {
        return accepted(
                payment.withRefund(other -> false, refund.to(Refund.Status.FAILED)),
                List.of(new PaymentEvent.PaymentRefundFailed(String.valueOf(refund.refundId()), code, reason)),
                Consumed.APPLIED);
    }
}
