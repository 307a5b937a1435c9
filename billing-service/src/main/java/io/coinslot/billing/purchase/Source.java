package io.coinslot.billing.purchase;

/** From where something that happened was told. */
public enum Source {
    API,
    MARKET,
    WEBHOOK,
    PURCHASE_EVENT,
    TIMER,
    OPERATOR
}
