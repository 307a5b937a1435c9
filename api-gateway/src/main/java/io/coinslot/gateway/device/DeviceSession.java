package io.coinslot.gateway.device;

import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * For how long a device may call in a user's name.
 *
 * @param sessionId derived from the client and its Idempotency-Key, so that a repeated request meets the first one
 * @param clientId the service's client that opened it
 * @param clientGeneration of its secret, in the token that opened it
 * @param device who may call
 * @param issuedAt in whole seconds, as tokens have it
 * @param expiresAt in whole seconds
 * @param revokedAt null while nobody ended it
 */
public record DeviceSession(
        String sessionId,
        String clientId,
        int clientGeneration,
        BoundDevice device,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {
    /**
     * A device as its service's backend names it.
     *
     * @param keyThumbprint of its public key (RFC 7638, SHA-256, base64url)
     */
    public record BoundDevice(String serviceId, String userId, String deviceId, String keyThumbprint) {}

    public static String idOf(String clientId, String idempotencyKey) {
        return DerivedId.of("ds_", clientId, idempotencyKey);
    }
}
