package io.coinslot.client;

import java.time.Duration;

/**
 * How often and how long a call is tried. Only calls that are safe to repeat are: reads, puts, and posts with an
 * idempotency key; a call that was never sent or was refused by 408 or 429 is repeated in any case.
 *
 * @param attempts at most, the first included
 * @param firstBackoff upper bound of the first random wait; it doubles with each attempt
 * @param longestBackoff upper bound of every random wait
 * @param attemptTimeout for one attempt
 * @param deadline for the call with all its attempts and waits
 */
public record RetryPolicy(
        int attempts, Duration firstBackoff, Duration longestBackoff, Duration attemptTimeout, Duration deadline) {

    public static final RetryPolicy DEFAULT = new RetryPolicy(
            5, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30));

    public RetryPolicy {
        if (attempts < 1 || attempts > 20) {
            throw new IllegalArgumentException("attempts must be 1 to 20: " + attempts);
        }
    }

    /** The same with one attempt alone. */
    public RetryPolicy withoutRetries() {
        return new RetryPolicy(1, firstBackoff, longestBackoff, attemptTimeout, deadline);
    }

    /** The same within another deadline. */
    public RetryPolicy within(Duration newDeadline) {
        return new RetryPolicy(attempts, firstBackoff, longestBackoff, attemptTimeout, newDeadline);
    }

    /** Upper bound of the random wait after so many attempts were made: full jitter draws between zero and this. */
    Duration backoffCap(int attemptsMade) {
        Duration grown = firstBackoff.multipliedBy(1L << Math.min(attemptsMade - 1, 20));
        return grown.compareTo(longestBackoff) < 0 ? grown : longestBackoff;
    }
}
