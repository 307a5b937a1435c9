package io.coinslot.servicekit.http;

import io.coinslot.servicekit.problem.InputRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a read asks to wait for, as its query says: {@code minVersion} and {@code waitMillis}.
 *
 * @param atMost how long; zero answers at once
 */
public record AwaitedVersion(long minVersion, Duration atMost) {
    private static final long LONGEST_WAIT_MILLIS = 30_000;

    /** What a query asks for, refused by the parameter's name if it is out of bounds. */
    public static AwaitedVersion of(@Nullable Long minVersion, @Nullable Long waitMillis) {
        return new AwaitedVersion(
                InputRules.within(minVersion, 0, Long.MAX_VALUE, "minVersion"), longestWait(waitMillis));
    }

    /** The wait of a read that is not for a version. */
    public static Duration longestWait(@Nullable Long waitMillis) {
        return Duration.ofMillis(InputRules.within(waitMillis, 0, LONGEST_WAIT_MILLIS, "waitMillis"));
    }
}
