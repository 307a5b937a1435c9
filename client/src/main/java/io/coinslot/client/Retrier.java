package io.coinslot.client;

import io.coinslot.client.Outcome.Answer;
import io.coinslot.client.Outcome.Failure;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Repeats a call as its {@link RetryPolicy} permits: bounded attempts, full jitter, Retry-After, one deadline. */
final class Retrier {
    /** Answers of those who guard the API: they know nothing of what an earlier attempt did. */
    private static final Set<Integer> TURNED_AWAY = Set.of(401, 403, 408, 429);

    /** Each thread draws from its own: what is shared is not made for several. */
    static final RandomGenerator JITTER = () -> ThreadLocalRandom.current().nextLong();

    private final RetryPolicy policy;
    private final RandomGenerator random;
    private final Pause pause;

    Retrier(RetryPolicy policy, RandomGenerator random, Pause pause) {
        this.policy = policy;
        this.random = random;
        this.pause = pause;
    }

    /**
     * Ends with the first outcome that is not worth, or not safe, another attempt. Should the last attempt not have reached
     * the API, or been turned away at its door, it ends as the last one did that may have been taken: what that one was
     * asked may be done.
     */
    Outcome run(Call call, Function<Duration, Outcome> attempt) {
        Deadline deadline = Deadline.in(policy.deadline().plus(call.extraTime));
        Duration attemptTimeout = policy.attemptTimeout().plus(call.extraTime);
        Outcome doubtful = null;
        for (int made = 1; ; made++) {
            Outcome outcome;
            try {
                outcome = attempt.apply(deadline.leftAtMost(attemptTimeout));
            } catch (CoinslotException.Refused | CoinslotException.UnreadableAnswer e) {
                // There is no token, so the call was not sent, or was turned away for it.
                if (doubtful == null) {
                    throw e;
                }
                return doubtful;
            }
            Duration wait = waitAfter(made, outcome);
            if (made == policy.attempts() || !mayRepeat(call, outcome) || deadline.isBefore(wait)) {
                return doubtful != null && isTurnedAway(outcome) ? doubtful : outcome;
            }
            if (!call.method.equals("GET") && mayBeDone(outcome)) {
                doubtful = outcome;
            }
            rest(wait);
        }
    }

    private static boolean isTurnedAway(Outcome outcome) {
        return switch (outcome) {
            case Failure failure -> failure.certainlyNotSent();
            case Answer answer -> TURNED_AWAY.contains(answer.status());
        };
    }

    private static boolean mayBeDone(Outcome outcome) {
        return switch (outcome) {
            case Failure failure -> !failure.certainlyNotSent();
            case Answer answer -> answer.status() >= 500;
        };
    }

    private static boolean mayRepeat(Call call, Outcome outcome) {
        return switch (outcome) {
            case Failure failure -> call.repeatable || failure.certainlyNotSent();
            case Answer answer ->
                switch (answer.status()) {
                    case 408, 429 -> true;
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
        return jitter.plus(
                switch (outcome) {
                    case Answer answer -> Refusals.retryAfter(answer);
                    case Failure failure -> failure.retryAfter();
                });
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
