package io.coinslot.gateway.device;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every session of a device, shared by all gateways. What the store cannot answer is refused with 503. */
public interface DeviceSessions {
    /** Adds a session unless there is one with its id. Returns the one that is there afterwards. */
    DeviceSession openIfMissing(DeviceSession session);

    /** Whether there is such a session and nobody revoked it. Its tokens say themselves when they expire. */
    boolean isOpen(String sessionId);

    /**
     * Ends a session of this service; a second time changes nothing.
     *
     * @return since when it is revoked, or nothing if the service has no such session
     */
    Optional<Instant> revoke(String serviceId, String sessionId, Instant at);

    /**
     * Ends what is open of a user's sessions.
     *
     * @param deviceId of which device, or null for all
     * @return how many were ended
     */
    long revokeAll(String serviceId, String userId, @Nullable String deviceId, Instant at);
}
