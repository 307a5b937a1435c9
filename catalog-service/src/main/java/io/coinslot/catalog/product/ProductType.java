package io.coinslot.catalog.product;

/** What kind of thing is sold: decides whether a market consumes or only acknowledges it. */
public enum ProductType {
    /** Used up; can be bought again. */
    CONSUMABLE,
    /** Bought once and kept. */
    DURABLE,
    /** An amount of game currency. */
    CURRENCY,
    /** A code that is redeemed elsewhere. */
    COUPON
}
