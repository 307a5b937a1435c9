package io.coinslot.billing.limit;

/** How a purchase counts against the limits. */
public enum SpendingStatus {
    /** Held until it is known whether the purchase is paid. */
    RESERVED,
    /** Paid. */
    CONFIRMED,
    /** Counts no more: it was not paid, or all of it was refunded. What a dispute has taken still counts as paid. */
    RELEASED
}
