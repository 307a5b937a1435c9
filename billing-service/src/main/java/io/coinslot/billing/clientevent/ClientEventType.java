package io.coinslot.billing.clientevent;

/** What a game can have seen of a purchase. */
public enum ClientEventType {
    STORE_OPENED,
    /** Cancels a purchase that is not paid. */
    CANCELLED_BY_USER,
    /** What the client believes; only the market's answer counts. */
    PAID_IN_CLIENT,
    /** Confirms the delivery. */
    GRANTED,
    /** Evidence against a refund. */
    CONSUMED
}
