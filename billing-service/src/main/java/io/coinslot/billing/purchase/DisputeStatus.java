package io.coinslot.billing.purchase;

/** How a chargeback stands. */
public enum DisputeStatus {
    /** The money is held back until it is decided. */
    OPEN,
    /** The money came back to us. */
    WON,
    /** The money is gone. */
    LOST
}
