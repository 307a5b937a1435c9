package io.coinslot.simulators.google;

import io.coinslot.simulators.money.Amount;
import org.jspecify.annotations.Nullable;

/**
 * How an order is to be refunded.
 *
 * @param amount a part of the money only, without touching the item; null otherwise
 * @param quantity a part of the quantity, 0 for all that is left
 * @param revoke whether the item is taken away, which is what makes a void
 * @param progress how far it gets for now
 */
record Refund(
        @Nullable Amount amount,
        int quantity,
        boolean revoke,
        int source,
        int voidReason,
        RefundEvent.Progress progress) {

    static Refund full(boolean revoke, int source, int voidReason) {
        return new Refund(null, 0, revoke, source, voidReason, RefundEvent.Progress.PROCESSED);
    }

    String reason() {
        return voidReason == VoidedPurchase.CHARGEBACK_REASON ? RefundEvent.CHARGEBACK : RefundEvent.OTHER;
    }
}
