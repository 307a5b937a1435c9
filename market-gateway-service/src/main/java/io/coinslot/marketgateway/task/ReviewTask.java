package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.AnswersRefundReviews;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.payment.Evidence;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.ReviewRequest;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers a market that is about to give money back, as long as it waits for that. What cannot be answered by itself, or
 * not in time, is an operator's.
 */
final class ReviewTask extends MarketTask {
    private final Clock clock;

    ReviewTask(Counter counter, Clock clock) {
        super(PaymentTasks.REVIEW, counter);
        this.clock = clock;
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AnswersRefundReviews desk = counter().desk(AnswersRefundReviews.class, payment);
        ReviewRequest request = ReviewRequest.of(task.data(), now.plus(desk.within()));
        if (!now.isBefore(request.answerBy())) {
            return done(parking(
                    payment, "the market was not answered in time; it has decided since " + request.answerBy()));
        }
        try {
            String told = desk.answer(counter().link(payment), payment, request);
            return told == null
                    ? done(current -> MarketAnswers.reviewAsked(current, MarketAnswers.nothing()))
                    : done(current ->
                            MarketAnswers.reviewAnswered(current, new Evidence.Answer(request.id(), now, told)));
        } catch (MarketFailure failure) {
            if (failure.kind() == MarketFailure.Kind.DECLINED) {
                throw failure;
            }
            Duration left = Duration.between(now, request.answerBy());
            return new TryAgain<>(shorter(wait(failure.retryAfter(), task), left), failure, null);
        }
    }

    @Override
    public int maxAttempts() {
        return ATTEMPTS_OF_A_DAY;
    }

    private Duration wait(@Nullable Duration asked, Task task) {
        return asked == null ? backoff(task.attempt()) : asked;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return done(parking(payment, failure.toString()));
    }
}
