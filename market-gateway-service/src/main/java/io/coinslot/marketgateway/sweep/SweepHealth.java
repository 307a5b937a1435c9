package io.coinslot.marketgateway.sweep;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a sweep has gone.
 *
 * @param succeededAt when a window was last done; null if none ever was, or by a version that did not note it
 * @param failures how many attempts have failed since one last came to something
 * @param failedAt when the last attempt failed that did; null if none has
 * @param reason why it did
 */
public record SweepHealth(
        Instant begunAt,
        @Nullable Instant succeededAt,
        int failures,
        @Nullable Instant failedAt,
        @Nullable String reason) {
    static SweepHealth begun(Instant now) {
        return new SweepHealth(now, null, 0, null, null);
    }

    SweepHealth going() {
        return new SweepHealth(begunAt, succeededAt, 0, failedAt, reason);
    }

    SweepHealth succeeded(Instant now) {
        return new SweepHealth(begunAt, now, 0, failedAt, reason);
    }

    SweepHealth failed(String why, Instant now) {
        return new SweepHealth(begunAt, succeededAt, failures + 1, now, why);
    }
}
