package io.coinslot.cardregistry.token;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a financial company says a token's state is, and since when. */
public record StatusReport(
        TokenStatus status,
        Set<Suspender> suspendedBy,
        Instant statusTimestamp,
        @Nullable String reasonCode) {
    public StatusReport {
        suspendedBy = Set.copyOf(suspendedBy);
    }
}
