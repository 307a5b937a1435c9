package io.coinslot.cardregistry.token;

import java.time.Instant;

/**
 * What an operator did about a token, and why.
 *
 * @param by the client that the operator used
 */
public record OperatorAction(Instant at, String by, Kind action, String reason) {
    /** What can be done about a deletion that was given up. */
    public enum Kind {
        /** The financial company is told again. */
        REDRIVE,
        /** The company confirmed by other means that the token is gone. */
        SETTLE
    }
}
