package io.coinslot.simulators.appstore;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What changes about a sale.
 *
 * @param purchasedMillis when it was paid, 0 while it is not
 * @param finished whether the merchant has told that it granted the goods
 * @param revocation the refund that is in force
 * @param consumption what the merchant told about the use of the goods when it was asked
 */
record Standing(
        State state,
        long purchasedMillis,
        boolean finished,
        @Nullable Revocation revocation,
        @Nullable JsonNode consumption) {
    /** How far a sale has come. */
    enum State {
        /** A parent has to approve; there is no transaction yet. */
        PENDING,
        /** Paid. */
        PURCHASED,
        /** Never approved. */
        CANCELLED
    }

    static final Standing PENDING = new Standing(State.PENDING, 0, false, null, null);

    static Standing purchased(long now) {
        return new Standing(State.PURCHASED, now, false, null, null);
    }

    Standing cancelled() {
        return new Standing(State.CANCELLED, 0, false, null, null);
    }

    Standing asFinished() {
        return new Standing(state, purchasedMillis, true, revocation, consumption);
    }

    Standing revoked(@Nullable Revocation by) {
        return new Standing(state, purchasedMillis, finished, by, consumption);
    }

    Standing answered(JsonNode consumptionInformation) {
        return new Standing(state, purchasedMillis, finished, revocation, consumptionInformation);
    }
}
