package io.coinslot.billing.card;

/** Whether a token can pay. */
public enum CardStatus {
    /** Made, but the cardholder has not proved who they are. */
    INACTIVE,
    /** It pays. */
    ACTIVE,
    /** Somebody holds it back. */
    SUSPENDED,
    /** Deleted, for good. */
    DEACTIVATED
}
