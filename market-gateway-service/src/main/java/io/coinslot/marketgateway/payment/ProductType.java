package io.coinslot.marketgateway.payment;

/** What kind of goods a product is, as far as it decides how a purchase is finished at the market. */
public enum ProductType {
    CONSUMABLE(true),
    CURRENCY(true),
    /** Redeemed once and then bought again, so it is consumed like a consumable. */
    COUPON(true),
    DURABLE(false);

    private final boolean consumed;

    ProductType(boolean consumed) {
        this.consumed = consumed;
    }

    /** Whether it can be bought again once used up: consumed at the market, not merely acknowledged. */
    public boolean isConsumed() {
        return consumed;
    }
}
