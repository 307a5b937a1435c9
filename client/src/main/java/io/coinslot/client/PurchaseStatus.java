package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a purchase stands. */
public enum PurchaseStatus {
    /** Posted; the player has not paid. */
    REQUESTED,
    /** The payment is prepared at the market: client secret or redirect are there. */
    PAYABLE,
    /** A receipt is being verified at the market. */
    VERIFYING,
    /** The market awaits the player, as with cash or a bank transfer. */
    PENDING,
    /** Paid: grant the goods and confirm. */
    PAID,
    /** Granted, not yet finished at the market. */
    DELIVERED,
    /** Granted, and finished at the market. */
    COMPLETED,
    CANCELLED,
    EXPIRED,
    DECLINED,
    /** The market did not answer and is being looked up. */
    OUTCOME_UNKNOWN,
    REFUND_PENDING,
    PARTIALLY_REFUNDED,
    REFUNDED,
    CHARGED_BACK,
    /** A status that is newer than this client. */
    @JsonEnumDefaultValue
    UNKNOWN
}
