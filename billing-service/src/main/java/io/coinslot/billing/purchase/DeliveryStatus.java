package io.coinslot.billing.purchase;

/** How the delivery stands. */
public enum DeliveryStatus {
    /** Not paid yet. */
    NOT_DUE,
    /** Paid; the game is to grant it. */
    PENDING,
    /** The game has granted it. */
    CONFIRMED,
    /** The money went back before the grant. */
    CANCELLED
}
