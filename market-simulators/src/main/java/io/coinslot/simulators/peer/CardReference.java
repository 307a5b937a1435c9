package io.coinslot.simulators.peer;

import java.time.Duration;
import java.time.Instant;

/** The name under which one partner knows a card for a while. */
record CardReference(String cardReferenceId, String cardId, String serviceId, Instant expiresAt) {
    static final Duration VALID = Duration.ofMinutes(30);

    boolean isLive(Instant now) {
        return expiresAt.isAfter(now);
    }
}
