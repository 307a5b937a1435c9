package io.coinslot.simulators.google;

import io.coinslot.simulators.money.Amount;
import java.util.List;

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

    /** Whether anything is left to go back: of an order of nothing, as testers have, the order itself. */
    boolean isRefundable() {
        return refundable().minor() > 0 || (isFree() && standing.refunds().isEmpty());
    }

    private boolean isFree() {
        return standing.isPaid() && captured().minor() == 0;
    }

    int refundableQuantity() {
        return !isRefundable() ? 0 : Math.max(0, sale.quantity() - standing.refundedQuantity());
    }

    /** The state of the order, which differs from the state of the purchase. */
    String orderState() {
        if (!standing.isPaid()) {
            return standing.state() == PurchaseState.PENDING ? "PENDING" : "CANCELED";
        }
        List<RefundEvent> shown = standing.shownRefunds();
        long shownMinor =
                shown.stream().mapToLong(refund -> refund.amount().minor()).sum();
        if (!shown.isEmpty() && shownMinor == captured().minor()) {
            return shown.getLast().isPending() ? "PENDING_REFUND" : "REFUNDED";
        }
        return shown.stream().allMatch(RefundEvent::isPending) ? "PROCESSED" : "PARTIALLY_REFUNDED";
    }
}
