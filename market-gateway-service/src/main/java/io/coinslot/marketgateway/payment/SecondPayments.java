package io.coinslot.marketgateway.payment;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import io.coinslot.servicekit.aggregate.Decision.Unchanged;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a payment that came on top of the one that paid for the purchase: it is recorded and told, and given
 * back where the market does that; what cannot be given back is an operator's. Each is decided upon like a payment of
 * its own, so that everything that holds for refunds holds here too: recorded before the call, each id counted once.
 */
public final class SecondPayments {
    private static final String TASK = "SECOND_PAYMENT";
    private static final String REASON = "Another transaction had paid for this purchase";

    private SecondPayments() {}

    /**
     * The market has confirmed another transaction, which is not claimed yet. Whoever brought it is told at once: it may
     * be the payment of another purchase, brought to the wrong one. What nobody has used by the last look goes back, or to
     * an operator where the market gives nothing back on request.
     */
    public static Decision<Payment, PaymentEvent, Void> seen(Payment payment, String receiptId, Receipt receipt) {
        Decision<Payment, PaymentEvent, Void> refused =
                MarketAnswers.receiptRefused(payment, receiptId, receipt, "PURCHASE_ALREADY_PAID", REASON);
        if (payment.knows(receipt)) {
            return refused;
        }
        List<PaymentEvent> told =
                refused instanceof Accepted<Payment, PaymentEvent, Void> accepted ? accepted.events() : List.of();
        return Decision.<Payment, PaymentEvent, Void>accepted(payment, told, MarketAnswers.nothing())
                .starting(PaymentTasks.lookLast(receipt));
    }

    /**
     * The market has confirmed another transaction, which was claimed while the purchase was unpaid. It is looked at again
     * by what is known now, which lets go of the claim.
     */
    public static Decision<Payment, PaymentEvent, Void> overtaken(Payment payment, String receiptId, Receipt receipt) {
        return Decision.<Payment, PaymentEvent, Void>accepted(payment, List.of(), MarketAnswers.nothing())
                .starting(PaymentTasks.verify(receiptId, receipt));
    }

    /** The market has confirmed another transaction, which is claimed for this purchase. */
    static Decision<Payment, PaymentEvent, Void> found(
            Payment payment, String receiptId, Capture capture, List<MoneyBack> moneyBack, MarketAbilities market) {
        SecondPayment known = payment.second(capture.transactionId());
        if (known != null) {
            return within(payment, known, alone -> MarketAnswers.seenAgain(alone, moneyBack, market));
        }
        if (payment.knows(capture.receipt())) {
            return MarketAnswers.unchanged(payment); // Whatever it is called now, this receipt was counted.
        }
        List<PaymentEvent> events = new ArrayList<>();
        events.add(
                new PaymentEvent.OfSecondPayment(capture.transactionId(), new PaymentEvent.PaymentCaptured(capture)));
        if (PaymentTasks.isOfClient(receiptId)) {
            events.add(new PaymentEvent.ReceiptRefused(receiptId, "PURCHASE_ALREADY_PAID", REASON));
        }
        SecondPayment second = SecondPayment.of(capture);
        MoneyBackMerge merge = MoneyBackMerge.additions(payment.asPaidBy(second));
        List<PaymentEvent> back = merge.apply(moneyBack);
        events.addAll(told(second, merge.payment(), back));
        return givenBack(payment, second, merge.payment(), events, market);
    }

    private static Decision<Payment, PaymentEvent, Void> givenBack(
            Payment payment, SecondPayment second, Payment alone, List<PaymentEvent> events, MarketAbilities market) {
        if (!alone.kept().isPositive()) {
            return Decision.accepted(payment.withSecond(second.as(alone)), events, MarketAnswers.nothing());
        }
        if (!market.refunds()) {
            events.add(parked(second, "this market gives no money back on request"));
            return Decision.accepted(payment.withSecond(second.as(alone)), events, MarketAnswers.nothing());
        }
        String refundId = DerivedId.of(
                "ref_", payment.order().purchaseId(), second.capture().transactionId());
        Refund refund = new Refund(refundId, null, alone.kept(), Refund.Status.REQUESTED, REASON);
        Payment asked = payment.withSecond(second.as(alone.withRefund(other -> false, refund)));
        return Decision.<Payment, PaymentEvent, Void>accepted(asked, events, MarketAnswers.nothing())
                .starting(PaymentTasks.refund(refundId));
    }

    /** Whether the refund gives a second payment back. */
    public static boolean owns(Payment payment, String refundId) {
        return holder(payment, refundId) != null;
    }

    /** The payment that the refund is of: the given one, or a second one as if it stood alone. */
    public static Payment payerOf(Payment payment, String refundId) {
        SecondPayment second = holder(payment, refundId);
        return second == null ? payment : payment.asPaidBy(second);
    }

    /** Decides about the payment that the refund is of. */
    public static Decision<Payment, PaymentEvent, Void> aboutRefund(
            Payment payment, String refundId, Function<Payment, Decision<Payment, PaymentEvent, Void>> decide) {
        SecondPayment second = holder(payment, refundId);
        return second == null ? decide.apply(payment) : within(payment, second, decide);
    }

    /**
     * What the market's records tell of money that went back or came again, read for the sake of it: the last word.
     *
     * @param ofSeconds by transaction
     */
    public static Decision<Payment, PaymentEvent, Void> moneyBack(
            Payment payment, List<MoneyBack> ofPayment, Map<String, List<MoneyBack>> ofSeconds) {
        MoneyBackMerge merge = MoneyBackMerge.lastWord(payment);
        List<PaymentEvent> events = new ArrayList<>(merge.apply(ofPayment));
        Payment merged = merge.payment();
        for (SecondPayment second : payment.seconds()) {
            MoneyBackMerge mergeOfSecond = MoneyBackMerge.lastWord(payment.asPaidBy(second));
            List<PaymentEvent> back =
                    mergeOfSecond.apply(ofSeconds.getOrDefault(second.capture().transactionId(), List.of()));
            events.addAll(told(second, mergeOfSecond.payment(), back));
            merged = merged.withSecond(second.as(mergeOfSecond.payment()));
        }
        return merged.equals(payment)
                ? MarketAnswers.unchanged(payment)
                : Decision.accepted(merged, events, MarketAnswers.nothing());
    }

    private static @Nullable SecondPayment holder(Payment payment, String refundId) {
        return payment.seconds().stream()
                .filter(second -> second.holds(refundId))
                .findFirst()
                .orElse(null);
    }

    private static Decision<Payment, PaymentEvent, Void> within(
            Payment payment, SecondPayment second, Function<Payment, Decision<Payment, PaymentEvent, Void>> decide) {
        return switch (decide.apply(payment.asPaidBy(second))) {
            case Unchanged<Payment, PaymentEvent, Void> unchanged -> unchanged;
            case Accepted<Payment, PaymentEvent, Void> accepted ->
                new Accepted<>(
                        payment.withSecond(second.as(accepted.state())),
                        told(second, accepted.state(), accepted.events()),
                        accepted.startedTasks(),
                        accepted.endedTasks(),
                        accepted.result());
        };
    }

    /**
     * Refunds and disputes are told as those of the second payment; what went wrong with one is an operator's as well,
     * as long as the player does not have all of the money.
     *
     * @param alone the second payment as it stands after that
     */
    private static List<PaymentEvent> told(SecondPayment second, Payment alone, List<PaymentEvent> events) {
        List<PaymentEvent> told = new ArrayList<>();
        for (PaymentEvent event : events) {
            switch (event) {
                case PaymentEvent.PaymentRefunded refunded -> told.add(of(second, refunded));
                case PaymentEvent.PaymentRefundFailed failed ->
                    told.addAll(trouble(second, alone, failed, failed.code() + ": " + failed.reason()));
                case PaymentEvent.PaymentRefundReversed reversed ->
                    told.addAll(trouble(second, alone, reversed, "the market took the refund back"));
                case PaymentEvent.ChargebackOpened opened ->
                    told.addAll(trouble(second, alone, opened, "it is disputed: " + opened.disputeId()));
                case PaymentEvent.ChargebackClosed closed ->
                    told.addAll(trouble(second, alone, closed, "its dispute ended, won: " + closed.won()));
                default -> told.add(event);
            }
        }
        return told;
    }

    private static List<PaymentEvent> trouble(SecondPayment second, Payment alone, PaymentEvent event, String reason) {
        return alone.kept().isPositive() || alone.isInDispute()
                ? List.of(of(second, event), parked(second, reason))
                : List.of(of(second, event));
    }

    private static PaymentEvent of(SecondPayment second, PaymentEvent event) {
        return new PaymentEvent.OfSecondPayment(second.capture().transactionId(), event);
    }

    private static PaymentEvent parked(SecondPayment second, String reason) {
        return new PaymentEvent.PaymentParkedForOperator(
                TASK, "The second payment " + second.capture().transactionId() + " is not given back: " + reason);
    }
}
