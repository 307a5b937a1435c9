package io.coinslot.servicekit.task;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does tasks of one kind: calls the outside and says what the answer means for the aggregate. Runs on a virtual
 * thread, never on a Kafka or engine thread, at most {@link #concurrencyPerTarget()} at once per target (handlers that
 * share a target share its places, as many as the first of them to run asks for) and behind the target's circuit
 * breaker. May be run more than once for the same task: a lease that ran out is given to another process, whose result
 * then counts.
 */
public interface TaskHandler<S, E> {
    /** The kind of task this handler does. */
    String kind();

    /** Whom the task calls, such as stripe:arcade: the unit of the bulkhead and the circuit breaker. */
    String target(S state, Task task);

    /**
     * Makes the call. An exception counts as a failed attempt and is tried again after the {@link #backoff}.
     *
     * @return what to do with the aggregate and the task
     */
    Outcome<S, E> run(String aggregateId, S state, Task task) throws Exception;

    /**
     * After the last attempt failed, or after some more that never came to an end. The decision must leave a trace an operator sees; the task is ended with it.
     */
    Function<S, Decision<S, E, Void>> abandoned(String aggregateId, Task task, @Nullable Exception lastFailure);

    /**
     * How long one attempt may take before another process may take the task, unless it is renewed. At most half of it is
     * spent waiting for a turn at the target: after that the task is given back, and the attempt does not count.
     */
    default Duration lease() {
        return Duration.ofSeconds(60);
    }

    /**
     * How long the lease of an attempt that is being made is renewed, each time that half of it is over. Longer than the
     * lease for what may take long and should be done by one process alone; by default nothing is renewed.
     */
    default Duration longestRun() {
        return lease();
    }

    default int maxAttempts() {
        return 12;
    }

    /** How long to wait after the given attempt (1, 2 …) failed; the runner adds jitter. */
    default Duration backoff(int attempt) {
        return Duration.ofMillis(Math.min(300_000L, 500L << Math.min(attempt, 12)));
    }

    /**
     * How long to wait where the target asks for more than the backoff, of which jitter leaves a half at least: the longer
     * of the two. A target that names short times does not use up the attempts sooner than one that names none.
     *
     * @param asked for by the target, or null
     * @return null where the backoff will do
     */
    default @Nullable Duration waitAsked(@Nullable Duration asked, int attempt) {
        Duration usual = backoff(attempt);
        if (asked == null || asked.compareTo(usual.dividedBy(2)) <= 0) {
            return null;
        }
        return asked.compareTo(usual) > 0 ? asked : usual;
    }

    default int concurrencyPerTarget() {
        return 64;
    }

    /** Whether this failure says that the target is ill (time-outs, 5xx) and so counts for its circuit breaker. */
    default boolean countsAgainstTarget(Exception failure) {
        return true;
    }

    /** What a task attempt came to. */
    sealed interface Outcome<S, E> {}

    /** The task is done; the decision, made on the then current state, ends it. */
    record Done<S, E>(Function<S, Decision<S, E, Void>> decide) implements Outcome<S, E> {}

    /**
     * Not done: take it up again after a while. The attempt counts. A failure given here counts against the target.
     *
     * @param delay how long to wait, or null for the handler's backoff
     * @param decide a change to record meanwhile, or null
     */
    record TryAgain<S, E>(
            @Nullable Duration delay,
            @Nullable Exception failure,
            @Nullable Function<S, Decision<S, E, Void>> decide) implements Outcome<S, E> {}
}
