package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.RefundsPayments;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.Refund;
import io.coinslot.marketgateway.payment.SecondPayments;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has the market give money back. */
final class RefundTask extends MarketTask {
    private static final Duration SHORTEST_UNDERWAY_WAIT = Duration.ofMinutes(10);
    private static final Duration LONGEST_UNDERWAY_WAIT = Duration.ofHours(3);
    /** Longer than any market says that the player's bank takes. */
    private static final Duration NORMALLY_UNDERWAY = Duration.ofDays(30);

    RefundTask(Counter counter) {
        super(PaymentTasks.REFUND, counter);
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        Payment payer = SecondPayments.payerOf(payment, refundId(task));
        Refund refund = payer.refund(refundId(task));
        if (refund == null || !isRequested(refund)) {
            return nothingToDo();
        }
        RefundsPayments desk = counter().desk(RefundsPayments.class, payment);
        if (PaymentTasks.isFirst(task) || !desk.namesRefunds()) {
            return asked(desk, payment, payer, refund, task);
        }
        Function<Payment, Decision<Payment, PaymentEvent, Void>> shown = shown(payment, payer, task);
        Payment known = shown.apply(payment) instanceof Decision.Accepted<Payment, PaymentEvent, Void> accepted
                ? accepted.state()
                : payment;
        Payment knownPayer = SecondPayments.payerOf(known, refundId(task));
        return isRequested(knownPayer.refund(refundId(task)))
                ? after(shown, asked(desk, known, knownPayer, refund, task))
                : done(shown);
    }

    private static boolean isRequested(@Nullable Refund refund) {
        return refund != null && refund.status() == Refund.Status.REQUESTED;
    }

    /** What the record shows is written with whatever the answer comes to. */
    private static Outcome<Payment, PaymentEvent> after(
            Function<Payment, Decision<Payment, PaymentEvent, Void>> shown, Outcome<Payment, PaymentEvent> answer) {
        return answer instanceof Done<Payment, PaymentEvent>(var decide) ? done(andThen(shown, decide)) : answer;
    }

    /**
     * What the market's record shows by now: ours, if an earlier attempt got through, and what an operator whom it was left
     * to has given back at the console.
     */
    private Function<Payment, Decision<Payment, PaymentEvent, Void>> shown(Payment payment, Payment payer, Task task)
            throws MarketFailure {
        List<MoneyBack> refunds = counter()
                .desk(LooksUpPayments.class, payment)
                .moneyBack(counter().link(payment), payment.order(), payer.paid())
                .stream()
                .filter(told -> told instanceof MoneyBack.MarketRefund refund && !refund.failed())
                .toList();
        return current ->
                SecondPayments.aboutRefund(current, refundId(task), alone -> MarketAnswers.moneyBack(alone, refunds));
    }

    private Outcome<Payment, PaymentEvent> asked(
            RefundsPayments desk, Payment payment, Payment payer, Refund refund, Task task) throws MarketFailure {
        RefundsPayments.Answer answer =
                desk.refund(counter().link(payment), payer, refund, !PaymentTasks.isFirst(task));
        return switch (answer) {
            case RefundsPayments.Refunded(String marketRefundId) -> refunded(task, refund, marketRefundId);
            case RefundsPayments.Underway(String reason) -> underway(payment, task, reason);
            case RefundsPayments.Refused(String code, String reason)
            when code.equals(Refund.CHARGED_BACK) || code.equals(Refund.NOT_LEFT) -> forestalled(task, code, reason);
            case RefundsPayments.Refused(String code, String reason) -> failed(task, code, reason);
        };
    }

    /**
     * That it is on its way is an answer, and no attempt that failed: there may be as many as it takes. Since when it is
     * can be kept with a fresh task only, which processes of an older version take for the first call: so that is made
     * as long as the market surely knows the key of the call. After that the attempts are counted on.
     */
    private Outcome<Payment, PaymentEvent> underway(Payment payment, Task task, String reason) {
        Instant since = PaymentTasks.since(task);
        if (since != null) {
            return isOverdue(since)
                    ? done(parking(payment, reason + ", on its way since " + since))
                    : new TryAgain<>(
                            underwayWait(Duration.between(since, counter().now())), null, null);
        }
        if (!PaymentTasks.isFirst(task)) {
            return new TryAgain<>(underwayWait(SHORTEST_UNDERWAY_WAIT.multipliedBy(task.attempt())), null, null);
        }
        TaskDraft look = PaymentTasks.refundLater(refundId(task), counter().now(), SHORTEST_UNDERWAY_WAIT);
        return done(current -> MarketAnswers.lookedAtLater(current, look));
    }

    private boolean isOverdue(Instant underwaySince) {
        return Duration.between(underwaySince, counter().now()).compareTo(NORMALLY_UNDERWAY) > 0;
    }

    private static Duration underwayWait(Duration passed) {
        Duration half = passed.dividedBy(2);
        if (half.compareTo(SHORTEST_UNDERWAY_WAIT) < 0) {
            return SHORTEST_UNDERWAY_WAIT;
        }
        return half.compareTo(LONGEST_UNDERWAY_WAIT) < 0 ? half : LONGEST_UNDERWAY_WAIT;
    }

    /** Most attempts of what is on its way did not fail. */
    @Override
    boolean isLate(Payment payment, Task task) {
        Instant underwaySince = PaymentTasks.since(task);
        return underwaySince == null ? super.isLate(payment, task) : isOverdue(underwaySince);
    }

    private static Outcome<Payment, PaymentEvent> refunded(Task task, Refund refund, String marketRefundId) {
        MoneyBack told = new MoneyBack.MarketRefund(
                marketRefundId,
                refund.refundId(),
                refund.amount(),
                PaymentEvent.Initiator.SERVICE,
                refund.reason(),
                false);
        return done(current -> SecondPayments.aboutRefund(
                current, refundId(task), payer -> MarketAnswers.moneyBack(payer, List.of(told))));
    }

    private static Outcome<Payment, PaymentEvent> failed(Task task, String code, String reason) {
        String refundId = refundId(task);
        return done(current -> SecondPayments.aboutRefund(
                current, refundId, payer -> MarketAnswers.refundFailed(payer, refundId, code, reason)));
    }

    private static Outcome<Payment, PaymentEvent> forestalled(Task task, String code, String reason) {
        String refundId = refundId(task);
        return done(current -> SecondPayments.aboutRefund(
                current, refundId, payer -> MarketAnswers.refundForestalled(payer, refundId, code, reason)));
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return failed(task, failure.code(), String.valueOf(failure.getMessage()));
    }

    /**
     * Being shut out at once means that nothing was refunded; later it says nothing about an earlier attempt. Nobody asked
     * for a second payment to be given back, so nobody would ask again: it waits until the link is mended.
     */
    @Override
    Outcome<Payment, PaymentEvent> shutOut(Payment payment, Task task, MarketFailure failure) {
        if (SecondPayments.owns(payment, refundId(task))) {
            return super.shutOut(payment, task, failure);
        }
        return PaymentTasks.isFirst(task) ? declined(payment, task, failure) : super.shutOut(payment, task, failure);
    }

    private static String refundId(Task task) {
        return task.data().getOrDefault(PaymentTasks.REFUND_ID, "");
    }
}
