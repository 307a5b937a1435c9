package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a user, or a guardian, agreed to. */
public record Consent(
        @Nullable String kind,
        boolean granted,
        @Nullable Instant at,
        @Nullable String reference) {

    /** An agreement given at this moment. */
    public static Consent grantedAt(Instant at) {
        return new Consent(null, true, at, null);
    }
}
