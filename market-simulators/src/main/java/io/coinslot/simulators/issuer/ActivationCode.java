package io.coinslot.simulators.issuer;

import java.time.Instant;

/** A code that the cardholder was sent. */
record ActivationCode(
        String code, String methodId, Instant issuedAt, Instant expiresAt, State state, int wrongAttempts) {
    enum State {
        /** It can be used. */
        LIVE,
        /** It has been used. */
        USED,
        /** A later one was sent. */
        REPLACED,
        /** It was entered wrongly too often. */
        EXHAUSTED,
        /** It is too old. */
        EXPIRED
    }

    ActivationCode to(State other) {
        return new ActivationCode(code, methodId, issuedAt, expiresAt, other, wrongAttempts);
    }

    ActivationCode withOneMoreWrongAttempt() {
        return new ActivationCode(code, methodId, issuedAt, expiresAt, state, wrongAttempts + 1);
    }

    /** Age tells by itself. */
    State state(Instant now) {
        return state == State.LIVE && !expiresAt.isAfter(now) ? State.EXPIRED : state;
    }
}
