package io.coinslot.gateway.entrance;

import io.coinslot.gateway.client.SpentIds;
import io.coinslot.gateway.device.DeviceSessions;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.security.Device;
import io.coinslot.servicekit.security.DpopProofs;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the store, which all gateways share, what one alone cannot know of a request made with a bound token. */
public final class BoundRequests {
    /** How much longer than it holds a proof is remembered: as much as the clocks of gateways may differ. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private final SpentIds spentProofs;
    private final @Nullable DeviceSessions sessions;

    /** @param sessions null where another issuer lets devices in, so that there are none here */
    public BoundRequests(SpentIds spentProofs, @Nullable DeviceSessions sessions) {
        this.spentProofs = spentProofs;
        this.sessions = sessions;
    }

    /** Lets a request in once, and only while the device's session is open. */
    void letInOnce(AccessToken token, DpopProofs.Proof proof) {
        if (token.device() != null && sessions != null && !isOpen(sessions, token.device())) {
            throw Challenge.invalidBound("The device's session was revoked");
        }
        String key = Objects.requireNonNull(token.keyThumbprint(), "only bound tokens come with proofs");
        if (!spentProofs.spend(key, proof.id(), proof.validUntil().plus(CLOCK_DIFFERENCE))) {
            throw Challenge.badProof(
                    new DpopProofs.BadProof("The proof was used before: make one with a new jti for each request"));
        }
    }

    private static boolean isOpen(DeviceSessions sessions, Device device) {
        return device.sessionId() != null && sessions.isOpen(device.sessionId());
    }
}
