package io.coinslot.simulators.google;

/**
 * An entry of the void list.
 *
 * @param quantity the quantity of a quantity-based partial refund, 0 for a full one
 */
record VoidedPurchase(
        String packageName,
        String purchaseToken,
        String orderId,
        long purchaseMillis,
        long voidedMillis,
        int source,
        int reason,
        int quantity) {
    static final int BY_USER = 0;
    static final int BY_DEVELOPER = 1;
    static final int BY_GOOGLE = 2;
    static final int OTHER_REASON = 0;
    static final int CHARGEBACK_REASON = 7;
    static final int UNACKNOWLEDGED_REASON = 8;

    boolean isPartial() {
        return quantity > 0;
    }
}
