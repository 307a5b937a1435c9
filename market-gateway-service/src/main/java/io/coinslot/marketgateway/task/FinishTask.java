package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.ParkedCall;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Acknowledges or consumes at the market what was delivered: until the market gives the money back by itself, and on
 * without end where it does not.
 */
final class FinishTask extends MarketTask {
    /** How long before the market gives the money back an operator is told. */
    private static final Duration REPORT_BEFORE = Duration.ofDays(1);

    FinishTask(Counter counter) {
        super(PaymentTasks.FINISH, counter);
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        if (payment.status() != PaymentStatus.CAPTURED || payment.hasNothingLeft()) {
            return nothingToDo();
        }
        FinishAction action = counter()
                .desk(FinishesPayments.class, payment)
                .finish(counter().link(payment), payment.order(), payment.paid(), !PaymentTasks.isFirst(task));
        return done(current -> MarketAnswers.finished(current, action));
    }

    @Override
    public int maxAttempts() {
        return Integer.MAX_VALUE;
    }

    /** Where the market gives the money back by itself, the report has a time of its own. */
    @Override
    boolean isLate(Payment payment, Task task) {
        return payment.paid().acknowledgeBy() == null && super.isLate(payment, task);
    }

    @Override
    @Nullable
    Outcome<Payment, PaymentEvent> over(Payment payment, Task task, @Nullable Exception failure) {
        Instant acknowledgeBy = payment.paid().acknowledgeBy();
        return acknowledgeBy == null || counter().now().isBefore(acknowledgeBy)
                ? null
                : notFinished(
                        payment,
                        "the market gives the money back by itself since " + acknowledgeBy
                                + "; the last attempt failed: " + failure);
    }

    /** The report's time does not move, so that starting it with each failure starts it once. */
    @Override
    @Nullable
    Function<Payment, Decision<Payment, PaymentEvent, Void>> goingOn(Payment payment, Task task) {
        Instant acknowledgeBy = payment.paid().acknowledgeBy();
        if (acknowledgeBy == null) {
            return null;
        }
        Instant report = reportAt(payment, acknowledgeBy);
        ParkedCall told = payment.parked(PaymentTasks.FINISH);
        if (told != null && !told.since().isBefore(report)) {
            return null;
        }
        Duration left = Duration.between(counter().now(), report);
        return current -> MarketAnswers.finishingFails(current, left.isNegative() ? Duration.ZERO : left);
    }

    /** Somebody must have time to act; where less than that was left at first, half of it. */
    private static Instant reportAt(Payment payment, Instant acknowledgeBy) {
        Instant delivered = payment.deliveredAt() == null ? Instant.MIN : payment.deliveredAt();
        Instant captured = payment.paid().capturedAt();
        Instant begin = delivered.isAfter(captured) ? delivered : captured;
        Instant half = begin.plus(Duration.between(begin, acknowledgeBy).dividedBy(2));
        Instant before = acknowledgeBy.minus(REPORT_BEFORE);
        return begin.isBefore(before) ? before : half;
    }

    /** The likeliest cause is that the market has taken the purchase back: its record is read again as well. */
    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return notFinished(payment, failure.toString());
    }

    private Outcome<Payment, PaymentEvent> notFinished(Payment payment, String reason) {
        warn(payment.order().purchaseId(), reason);
        return done(current -> MarketAnswers.notFinished(current, reason));
    }
}
