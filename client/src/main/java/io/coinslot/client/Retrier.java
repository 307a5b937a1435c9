package io.coinslot.client;

import io.coinslot.client.Outcome.Answer;
import io.coinslot.client.Outcome.Failure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Repeats a call as its {@link RetryPolicy} permits: bounded attempts, full jitter, Retry-After, one deadline. */
final class Retrier {
    private final RetryPolicy policy;
    private final RandomGenerator random;
    private final Pause pause;

    Retrier(RetryPolicy policy, RandomGenerator random, Pause pause) {
        this.policy = policy;
        this.random = random;
        this.pause = pause;
    }

    /** Ends with the first outcome that is not worth, or not safe, another attempt. */
    Outcome run(Call call, Function<Duration, Outcome> attempt) {
        return run(call, Deadline.in(policy.deadline().plus(call.extraTime)), attempt);
    }

    /** The same within a deadline that is running already. */
    Outcome run(Call call, Deadline deadline, Function<Duration, Outcome> attempt) {
        Duration attemptTimeout = policy.attemptTimeout().plus(call.extraTime);
        for (int made = 1; ; made++) {
            Outcome outcome = attempt.apply(deadline.leftAtMost(attemptTimeout));
            if (made == policy.attempts() || !mayRepeat(call, outcome)) {
                return outcome;
            }
            Duration wait = waitAfter(made, outcome);
            if (deadline.isBefore(wait)) {
                return outcome;
            }
            rest(wait);
        }
    }

    private static boolean mayRepeat(Call call, Outcome outcome) {
        return switch (outcome) {
            case Failure failure -> call.repeatable || failure.certainlyNotSent();
            case Answer answer ->
                switch (answer.status()) {
                    case 429 -> true;
                    case 502, 503, 504 -> call.repeatable;
                    case 409 -> call.repeatable && Refusals.isKeyInFlight(answer);
                    default -> false;
                };
        };
    }

    /** A random part of the growing bound; what Retry-After asks for comes on top. */
    private Duration waitAfter(int attemptsMade, Outcome outcome) {
        long capMillis = policy.backoffCap(attemptsMade).toMillis();
        Duration jitter = Duration.ofMillis(random.nextLong(capMillis + 1));
        return outcome instanceof Answer answer ? jitter.plus(Refusals.retryAfter(answer)) : jitter;
    }

    private void rest(Duration wait) {
        try {
            pause.rest(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CoinslotException.Interrupted(e);
        }
    }

    /** Waits; tests do not. */
    interface Pause {
        Pause REAL = wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos());

        void rest(Duration wait) throws InterruptedException;
    }
}
