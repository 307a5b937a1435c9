package io.coinslot.marketgateway.sweep.rest;

import io.coinslot.marketgateway.sweep.Sweep;
import io.coinslot.marketgateway.sweep.SweepHealth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the sweep of a service's market is.
 *
 * @param linked false if the service is not linked any more, so that there is nothing to sweep
 * @param sweptUntil where the window begins that is still to be read
 */
record SweepView(
        String serviceId,
        String market,
        boolean linked,
        Instant sweptUntil,
        @Nullable Instant lastSucceededAt,
        int consecutiveFailures,
        @Nullable Failure lastFailure) {
    /** Why an attempt came to nothing. */
    record Failure(Instant at, String reason) {
        static @Nullable Failure of(SweepHealth health) {
            return health.failedAt() == null || health.reason() == null
                    ? null
                    : new Failure(health.failedAt(), health.reason());
        }
    }

    static SweepView of(Sweep sweep, boolean linked) {
        SweepHealth health = sweep.knownHealth();
        return new SweepView(
                sweep.serviceId(),
                sweep.market().value(),
                linked,
                sweep.sweptUntil(),
                health.succeededAt(),
                health.failures(),
                Failure.of(health));
    }
}
