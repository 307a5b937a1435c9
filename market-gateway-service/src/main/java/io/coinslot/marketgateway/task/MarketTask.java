package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One kind of call to a market. What failed is tried again in growing intervals for more than a day, which outlasts a
 * market's memory of idempotency keys; then an operator decides, never a guess.
 */
abstract class MarketTask implements TaskHandler<Payment, PaymentEvent> {
    private static final int MAX_ATTEMPTS = 45;
    private static final long LONGEST_BACKOFF_MILLIS = 3_600_000;
    private static final long FIRST_BACKOFF_MILLIS = 500;

    private final String kind;
    private final Counter counter;

    MarketTask(String kind, Counter counter) {
        this.kind = kind;
        this.counter = counter;
    }

    /** Calls the market. */
    abstract Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure;

    /** What it means that the market said no for good. */
    abstract Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure);

    /** Our link or credentials are at fault. Operators are told once, and once they mended it the task goes on. */
    Outcome<Payment, PaymentEvent> shutOut(Payment payment, Task task, MarketFailure failure) {
        return new TryAgain<>(null, null, task.attempt() == 1 ? parking(failure.toString()) : null);
    }

    /** What to record while an unanswered call is being looked up; nothing by default. */
    @Nullable
    Function<Payment, Decision<Payment, PaymentEvent, Void>> unanswered(Task task, MarketFailure failure) {
        return null;
    }

    @Override
    public final Outcome<Payment, PaymentEvent> run(String purchaseId, Payment payment, Task task) {
        MarketLink linkBefore = counter.linkNow(payment);
        try {
            return attempt(payment, task);
        } catch (MarketFailure failure) {
            return switch (failure.kind()) {
                case DECLINED ->
                    failure.isOurs()
                            ? oursAtFault(payment, task, failure, linkBefore)
                            : declined(payment, task, failure);
                case NOT_SENT, RETRY_LATER -> new TryAgain<>(waitFor(failure, task), failure, null);
                case UNKNOWN -> new TryAgain<>(waitFor(failure, task), failure, unanswered(task, failure));
            };
        }
    }

    final @Nullable Duration waitFor(MarketFailure failure, Task task) {
        return waitAsked(failure.retryAfter(), task.attempt());
    }

    /** If the link has changed since, the market has refused credentials that are not ours any more. */
    private Outcome<Payment, PaymentEvent> oursAtFault(
            Payment payment, Task task, MarketFailure failure, @Nullable MarketLink linkBefore) {
        return Objects.equals(linkBefore, counter.linkNow(payment))
                ? shutOut(payment, task, failure)
                : new TryAgain<>(Duration.ZERO, null, null);
    }

    @Override
    public Function<Payment, Decision<Payment, PaymentEvent, Void>> abandoned(
            String purchaseId, Task task, @Nullable Exception lastFailure) {
        return parking("given up after " + task.attempt() + " attempts, the last: " + lastFailure);
    }

    final Function<Payment, Decision<Payment, PaymentEvent, Void>> parking(String reason) {
        return payment -> MarketAnswers.parked(payment, kind.toUpperCase(Locale.ROOT), reason);
    }

    final Counter counter() {
        return counter;
    }

    static Outcome<Payment, PaymentEvent> done(Function<Payment, Decision<Payment, PaymentEvent, Void>> decide) {
        return new Done<>(decide);
    }

    static Outcome<Payment, PaymentEvent> nothingToDo() {
        return new Done<>(MarketAnswers::unchanged);
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final String target(Payment payment, Task task) {
        return payment.order().market() + ":" + payment.order().serviceId();
    }

    @Override
    public final int maxAttempts() {
        return MAX_ATTEMPTS;
    }

    @Override
    public final Duration backoff(int attempt) {
        return Duration.ofMillis(Math.min(
                LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(Math.max(attempt - 1, 0), 20)));
    }

    @Override
    public final boolean countsAgainstTarget(Exception failure) {
        return failure instanceof MarketFailure market && market.isIllness();
    }
}
