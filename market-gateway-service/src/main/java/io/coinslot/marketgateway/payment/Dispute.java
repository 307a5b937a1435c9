package io.coinslot.marketgateway.payment;

import org.joda.money.Money;

/** A chargeback: the player's bank took the money back. */
public record Dispute(String disputeId, Money amount, Status status) {
    /** How it stands. */
    public enum Status {
        OPEN,
        WON,
        LOST
    }

    Dispute to(Status other) {
        return new Dispute(disputeId, amount, other);
    }
}
