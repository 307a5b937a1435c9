package io.coinslot.cardregistry.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator did about a token, and why.
 *
 * @param by the client that the operator used
 * @param change what had been given up; null, in documents of before anything else was parked, stands for a deletion
 * @param causedBy whose suspension it was, if it was about one
 */
public record OperatorAction(
        Instant at,
        String by,
        Kind action,
        String reason,
        @Nullable TokenChange change,
        @Nullable Suspender causedBy) {
    /** What can be done about a change that was given up. */
    public enum Kind {
        /** The financial company is told again. */
        REDRIVE,
        /** The company confirmed by other means that the token is as it was to be. */
        SETTLE
    }

    @Override
    public TokenChange change() {
        return change == null ? TokenChange.DELETE : change;
    }
}
