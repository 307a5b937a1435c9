package io.coinslot.catalog.service;

import io.coinslot.catalog.request.RequestMemory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of the webhook secret.
 *
 * @param claimId the request that asked for it
 * @param generation the generation that signs from then on
 * @param previousValidUntil until when the generation before signs too, and those before that at the longest
 * @param rotatedAt null if it was stored before this was
 */
public record SecretRotation(
        String claimId,
        int generation,
        Instant previousValidUntil,
        @Nullable Instant rotatedAt) {
    /** Whether the request that asked for it may still be repeated. */
    boolean isRememberedAt(Instant now) {
        Instant at = rotatedAt == null ? previousValidUntil : rotatedAt;
        return now.isBefore(at.plus(RequestMemory.KEPT));
    }
}
