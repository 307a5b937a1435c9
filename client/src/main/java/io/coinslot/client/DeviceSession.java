package io.coinslot.client;

import java.time.Instant;

/**
 * What a game backend hands to a device so that it may call by itself.
 *
 * @param accessToken bound to the device's key (RFC 9449): nobody else can use it
 * @param scope what it may do, divided by blanks
 */
public record DeviceSession(String sessionId, String accessToken, String scope, Instant expiresAt) {
    /** Names the session, never its token. */
    @Override
    public String toString() {
        return "DeviceSession[" + sessionId + ", expiresAt=" + expiresAt + "]";
    }
}
