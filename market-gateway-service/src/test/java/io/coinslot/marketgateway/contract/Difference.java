package io.coinslot.marketgateway.contract;

/** In what a sale at a market is not the one that our purchase asked for. */
enum Difference {
    NONE,
    PRODUCT,
    QUANTITY,
    /** Less was paid, in the same currency. */
    AMOUNT,
    /** Bound to another user or purchase. */
    BUYER,
    /** Sold by another game. */
    APPLICATION
}
