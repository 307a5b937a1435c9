package io.coinslot.billing.purchase;

/** What became of a refund that the service asked for. */
public enum RefundStatus {
    /** Its amount is held against what was captured. */
    PENDING,
    /** The money went back. */
    SUCCEEDED,
    /** The market would not; the amount is free again. */
    REJECTED
}
