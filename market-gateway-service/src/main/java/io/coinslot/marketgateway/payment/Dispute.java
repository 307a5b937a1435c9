package io.coinslot.marketgateway.payment;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A chargeback: the player's bank took the money back.
 *
 * @param turn how many turns it has taken: opened first, then closed, then perhaps opened again, so that a dispute with an
 *     odd number is open; null in documents of an older version
 */
public record Dispute(
        String disputeId,
        Money amount,
        Status status,
        @Nullable Long turn) {
    /** How it stands. */
    public enum Status {
        OPEN,
        WON,
        LOST
    }

    static Dispute opened(String disputeId, Money amount) {
        return new Dispute(disputeId, amount, Status.OPEN, 1L);
    }

    Dispute to(Status next) {
        return new Dispute(disputeId, amount, next, turns() + 1);
    }

    /** Before turns were counted, a dispute was opened once and closed once. */
    long turns() {
        if (turn != null) {
            return turn;
        }
        return status == Status.OPEN ? 1 : 2;
    }
}
