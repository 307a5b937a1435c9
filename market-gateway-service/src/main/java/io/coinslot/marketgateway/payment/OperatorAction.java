package io.coinslot.marketgateway.payment;

import java.time.Instant;

/**
 * What an operator did about something that was parked, and why.
 *
 * @param by the client that the operator used
 * @param name what it was done about
 */
public record OperatorAction(Instant at, String by, Kind action, String reason, String name) {
    /** What can be done about it. */
    public enum Kind {
        /** The market is called again. */
        REDRIVE,
        /** There is nothing left to do: it is no longer tried, nor listed. */
        SETTLE
    }
}
