package io.coinslot.billing.delivery;

import java.util.Locale;

/** What billing tells games about. */
public enum WebhookType {
    PURCHASE_PAID,
    PURCHASE_REFUNDED,
    PURCHASE_CHARGED_BACK,
    /** A refund or a chargeback was taken back: the money is there again. */
    PURCHASE_REINSTATED,
    PURCHASE_EXPIRED,
    PURCHASE_DECLINED,
    DELIVERY_OVERDUE,
    SETTLEMENT_READY,
    SETTLEMENT_FAILED,
    /** A token of a registered card changed. */
    CARD_TOKEN_UPDATED;

    private final String wireName;

    WebhookType() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_", 2);
        wireName = words[0] + "." + words[1];
    }

    /** Such as purchase.charged_back. */
    public String wireName() {
        return wireName;
    }
}
