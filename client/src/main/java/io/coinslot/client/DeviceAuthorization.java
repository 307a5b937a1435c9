package io.coinslot.client;

import io.coinslot.client.Outcome.Answer;
import io.coinslot.client.Outcome.Failure;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A device's bound token, with a new proof for each attempt. A device's clock is often wrong: how far is learnt from the
 * gateway's refusal of a proof. A session that is over or about to be is replaced.
 */
final class DeviceAuthorization implements Authorization {
    private final DeviceKey key;
    private final SessionSource sessions;
    private final Clock clock;
    private final AtomicReference<Duration> clockError = new AtomicReference<>(Duration.ZERO);

    DeviceAuthorization(DeviceKey key, Supplier<DeviceSession> sessions, Clock clock) {
        this.key = key;
        this.sessions = new SessionSource(sessions, this::now);
        this.clock = clock;
    }

    private Instant now() {
        return clock.instant().plus(clockError.get());
    }

    @Override
    public Function<Duration, Outcome> attempts(Call call, Wire wire) {
        return new Attempts(call, wire);
    }

    /** The attempts of one call; the clock is set and the session replaced once each. */
    private final class Attempts implements Function<Duration, Outcome> {
        private final Call call;
        private final Wire wire;
        private boolean clockSet;
        private boolean sessionReplaced;

        Attempts(Call call, Wire wire) {
            this.call = call;
            this.wire = wire;
        }

        @Override
        public Outcome apply(Duration timeout) {
            Deadline deadline = Deadline.in(timeout);
            while (true) {
                DeviceSession session;
                try {
                    session = sessions.session(deadline.left());
                } catch (CoinslotException.NotSent e) {
                    return new Failure(e);
                }
                Outcome outcome = exchange(session, deadline.left());
                if (!(outcome instanceof Answer answer && answer.status() == 401 && isCured(answer, session))) {
                    return outcome;
                }
            }
        }

        private boolean isCured(Answer refusal, DeviceSession refused) {
            String challenge = refusal.headers().firstValue("WWW-Authenticate").orElse("");
            if (challenge.contains("invalid_dpop_proof") && !clockSet) {
                clockSet = true;
                return setClock(refusal);
            }
            if (challenge.contains("invalid_token") && !sessionReplaced) {
                sessionReplaced = true;
                sessions.discard(refused);
                return true;
            }
            return false;
        }

        private Outcome exchange(DeviceSession session, Duration timeout) {
            call.header("Authorization", "DPoP " + session.accessToken());
            call.header("DPoP", key.proof(call.method, wire.uri(call.target()), session.accessToken(), now()));
            return wire.exchange(call, timeout);
        }
    }

    /** Whether the gateway's clock shows another time than ours. */
    private boolean setClock(Answer refusal) {
        try {
            String date = refusal.headers().firstValue("Date").orElse("");
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            clockError.set(Duration.between(clock.instant(), theirs));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
