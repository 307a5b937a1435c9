package io.coinslot.gateway.device.rest;

import io.coinslot.gateway.device.DeviceSession;
import io.coinslot.gateway.device.DeviceSession.BoundDevice;
import io.coinslot.gateway.device.DeviceSessions;
import io.coinslot.gateway.device.DeviceTokens;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens sessions for as long as is configured, and ends them. */
final class SessionDesk {
    private final DeviceSessions sessions;
    private final Issuing issuing;
    private final Waiting waiting;
    private final Duration life;
    private final Clock clock;

    SessionDesk(DeviceSessions sessions, Issuing issuing, Waiting waiting, Duration life, Clock clock) {
        this.sessions = sessions;
        this.issuing = issuing;
        this.waiting = waiting;
        this.life = life;
        this.clock = clock;
    }

    /** The tokens of this gateway. Throws a problem where another issuer lets devices in. */
    interface Issuing {
        DeviceTokens tokens();
    }

    /** How many seconds a user has to wait for another session; 0 if it is within the limit. */
    interface Waiting {
        int seconds(String serviceId, String userId);
    }

    /** @param replayed whether the Idempotency-Key had opened it before */
    record Opened(DeviceSession session, String accessToken, boolean replayed) {}

    /** @param clientGeneration with whose tokens the session ends */
    Opened open(String clientId, int clientGeneration, IdempotencyKey key, BoundDevice device) {
        DeviceTokens tokens = issuing.tokens();
        refuseIfTooMany(device);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        DeviceSession fresh = new DeviceSession(
                DeviceSession.idOf(clientId, key.value()),
                clientId,
                clientGeneration,
                device,
                now,
                now.plus(life),
                null);
        DeviceSession held = sessions.openIfMissing(fresh);
        if (!held.device().equals(device)) {
            throw Problem.of(
                            GeneralProblem.IDEMPOTENCY_KEY_REUSED,
                            "This key was used for another request; send a new key with a new request")
                    .asException();
        }
        return new Opened(held, tokens.of(held), held != fresh);
    }

    private void refuseIfTooMany(BoundDevice device) {
        int seconds = waiting.seconds(device.serviceId(), device.userId());
        if (seconds > 0) {
            throw new Problem(
                            GeneralProblem.TOO_MANY_REQUESTS,
                            "Too many sessions are opened for the devices of this user",
                            List.of(),
                            seconds)
                    .asException();
        }
    }

    Optional<Instant> revoke(String serviceId, String sessionId) {
        return sessions.revoke(serviceId, sessionId, now());
    }

    long revokeAll(String serviceId, String userId, @Nullable String deviceId) {
        return sessions.revokeAll(serviceId, userId, deviceId, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
