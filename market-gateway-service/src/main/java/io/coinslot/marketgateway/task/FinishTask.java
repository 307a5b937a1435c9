package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Acknowledges or consumes at the market what was delivered. */
final class FinishTask extends MarketTask {
    /** How long before the market gives the money back an operator is told. */
    private static final Duration REPORT_BEFORE = Duration.ofDays(1);

    private final Clock clock;

    FinishTask(Counter counter, Clock clock) {
        super(PaymentTasks.FINISH, counter);
        this.clock = clock;
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        if (payment.status() != PaymentStatus.CAPTURED || payment.hasNothingLeft()) {
            return nothingToDo();
        }
        try {
            FinishAction action = counter()
                    .desk(FinishesPayments.class, payment)
                    .finish(counter().link(payment), payment.order(), payment.paid(), task.attempt() > 1);
            return done(current -> MarketAnswers.finished(current, action));
        } catch (MarketFailure failure) {
            Instant acknowledgeBy = payment.paid().acknowledgeBy();
            if (failure.kind() == MarketFailure.Kind.DECLINED || acknowledgeBy == null || task.attempt() > 1) {
                throw failure;
            }
            Duration untilReport = untilReport(acknowledgeBy);
            return new TryAgain<>(
                    waitFor(failure, task), failure, current -> MarketAnswers.finishingFails(current, untilReport));
        }
    }

    /** Somebody must have time to act; where less than that is left, half of it. */
    private Duration untilReport(Instant acknowledgeBy) {
        Duration left = Duration.between(clock.instant(), acknowledgeBy);
        Duration wait = left.minus(REPORT_BEFORE);
        return wait.isPositive() ? wait : left.isPositive() ? left.dividedBy(2) : Duration.ZERO;
    }

    /** The likeliest cause is that the market has taken the purchase back: its record is read again as well. */
    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return done(current -> MarketAnswers.notFinished(current, failure.toString()));
    }
}
