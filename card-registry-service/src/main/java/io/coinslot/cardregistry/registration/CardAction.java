package io.coinslot.cardregistry.registration;

import java.time.Instant;

/**
 * What an operator did about a card that was never decided, and why.
 *
 * @param by the client that the operator used
 */
public record CardAction(Instant at, String by, Kind action, String reason) {
    /** What can be done about it. */
    public enum Kind {
        /** The financial company is asked again. */
        REDRIVE,
        /** The company confirmed by other means that it makes no token of the card. */
        SETTLE
    }
}
