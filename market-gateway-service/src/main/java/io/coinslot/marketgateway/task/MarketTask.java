package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.ParkingDecisions;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of call to a market. What failed is tried again in growing intervals of an hour at most: after most of a day
 * an operator is told, and after a month it is left to one, never to a guess. What is parked is kept on the payment.
 */
abstract class MarketTask implements TaskHandler<Payment, PaymentEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(MarketTask.class);

    /** So many take most of a day, half a day at least. */
    static final int ATTEMPTS_OF_A_DAY = 45;
    /** So many take a month, three weeks at least. */
    private static final int MAX_ATTEMPTS = 1_000;

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
        return new TryAgain<>(null, null, isParked(payment, task) ? null : parking(payment, failure.toString()));
    }

    /** What to record while an unanswered call is being looked up; nothing by default. */
    @Nullable
    Function<Payment, Decision<Payment, PaymentEvent, Void>> unanswered(Task task, MarketFailure failure) {
        return null;
    }

    /** What to record because it goes on failing, besides what the failure itself comes to; nothing by default. */
    @Nullable
    Function<Payment, Decision<Payment, PaymentEvent, Void>> goingOn(Payment payment, Task task) {
        return null;
    }

    /** Whether it has failed for so long that an operator should know. */
    boolean isLate(Payment payment, Task task) {
        return task.attempt() >= ATTEMPTS_OF_A_DAY;
    }

    /** What it comes to that trying again has become useless; null as long as it has not, which is the default. */
    @Nullable
    Outcome<Payment, PaymentEvent> over(Payment payment, Task task, @Nullable Exception failure) {
        return null;
    }

    @Override
    public final Outcome<Payment, PaymentEvent> run(String purchaseId, Payment payment, Task task) {
        Instant now = counter.now();
        Outcome<Payment, PaymentEvent> outcome = tried(payment, task);
        if (outcome instanceof TryAgain<Payment, PaymentEvent> again) {
            Outcome<Payment, PaymentEvent> over = over(payment, task, again.failure());
            outcome = over == null ? failing(payment, task, again, now) : over;
        }
        return outcome instanceof Done<Payment, PaymentEvent> done
                ? new Done<>(current -> ParkingDecisions.ended(current, task, now, done.decide()))
                : outcome;
    }

    private Outcome<Payment, PaymentEvent> failing(
            Payment payment, Task task, TryAgain<Payment, PaymentEvent> again, Instant now) {
        List<Function<Payment, Decision<Payment, PaymentEvent, Void>>> told = new ArrayList<>();
        if (again.decide() != null) {
            told.add(again.decide());
        }
        if (isLate(payment, task) && !isParked(payment, task)) {
            var late = parking(payment, failed(task, again.failure()) + "; it is tried again each hour");
            told.add(current -> isParked(current, task) ? MarketAnswers.unchanged(current) : late.apply(current));
        }
        Function<Payment, Decision<Payment, PaymentEvent, Void>> more = goingOn(payment, task);
        if (more != null) {
            told.add(more);
        }
        return told.isEmpty()
                ? again
                : new TryAgain<>(
                        again.delay(), again.failure(), current -> ParkingDecisions.inTurn(current, task, now, told));
    }

    static boolean isParked(Payment payment, Task task) {
        return payment.parked(task.taskId()) != null;
    }

    private static String failed(Task task, @Nullable Exception failure) {
        return failure == null
                ? task.attempt() + " attempts came to no end"
                : task.attempt() + " attempts failed, the last: " + failure;
    }

    /** That it cannot be told whether there is a link is a failure like any other: it goes on, and operators are told. */
    private Outcome<Payment, PaymentEvent> tried(Payment payment, Task task) {
        try {
            return tried(payment, task, counter.linkNow(payment));
        } catch (RuntimeException failure) {
            return new TryAgain<>(null, failure, null);
        }
    }

    private Outcome<Payment, PaymentEvent> tried(Payment payment, Task task, @Nullable MarketLink linkBefore) {
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
        Instant now = counter.now();
        String reason = "given up: " + failed(task, lastFailure);
        warn(purchaseId, reason);
        return payment -> ParkingDecisions.ended(payment, task, now, parked(reason));
    }

    /** Leaves it to an operator, and says so in the log. */
    final Function<Payment, Decision<Payment, PaymentEvent, Void>> parking(Payment payment, String reason) {
        warn(payment.order().purchaseId(), reason);
        return parked(reason);
    }

    final void warn(String purchaseId, String reason) {
        LOG.warn("{} of payment {} is parked: {}", kind.toUpperCase(Locale.ROOT), purchaseId, reason);
    }

    final Function<Payment, Decision<Payment, PaymentEvent, Void>> parked(String reason) {
        return payment -> MarketAnswers.parked(payment, kind.toUpperCase(Locale.ROOT), reason);
    }

    /** Both, the second on what the first comes to. */
    static Function<Payment, Decision<Payment, PaymentEvent, Void>> andThen(
            Function<Payment, Decision<Payment, PaymentEvent, Void>> first,
            Function<Payment, Decision<Payment, PaymentEvent, Void>> then) {
        return payment -> {
            Decision<Payment, PaymentEvent, Void> one = first.apply(payment);
            return ParkingDecisions.both(
                    one,
                    then.apply(
                            one instanceof Decision.Accepted<Payment, PaymentEvent, Void> accepted
                                    ? accepted.state()
                                    : payment));
        };
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
    public int maxAttempts() {
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
