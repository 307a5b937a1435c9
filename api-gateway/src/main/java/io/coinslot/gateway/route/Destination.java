package io.coinslot.gateway.route;

/** Who answers a request. */
public enum Destination {
    GATEWAY,
    CATALOG,
    BILLING,
    MARKET_GATEWAY,
    SETTLEMENT,
    CARD_REGISTRY
}
