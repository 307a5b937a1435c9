package io.coinslot.simulators.google;

import io.coinslot.simulators.money.Amount;

/** One purchase as Google Play remembers it: the sale and how it stands. */
record Purchase(Sale sale, Standing standing) {

    Purchase now(Standing other) {
        return new Purchase(sale, other);
    }

    Amount captured() {
        return sale.total().ofMinor(standing.isPaid() ? sale.total().minor() : 0);
    }

    Amount refunded() {
        return sale.total().ofMinor(standing.refundedMinor());
    }

    Amount refundable() {
        return captured().minus(refunded());
    }

    int refundableQuantity() {
        return refundable().minor() == 0 ? 0 : Math.max(0, sale.quantity() - standing.refundedQuantity());
    }

    /** The state of the order, which differs from the state of the purchase. */
    String orderState() {
        if (!standing.isPaid()) {
            return standing.state() == PurchaseState.PENDING ? "PENDING" : "CANCELED";
        }
        if (standing.refundedMinor() == 0) {
            return "PROCESSED";
        }
        return refundable().minor() == 0 ? "REFUNDED" : "PARTIALLY_REFUNDED";
    }
}
