package io.coinslot.simulators.google;

import java.util.ArrayList;
import java.util.List;

/**
 * What changes about a sale.
 *
 * @param purchasedMillis when it was paid, 0 while it is not
 */
record Standing(
        PurchaseState state,
        boolean acknowledged,
        boolean consumed,
        long purchasedMillis,
        long lastEventMillis,
        List<RefundEvent> refunds) {

    static Standing pending(long now) {
        return new Standing(PurchaseState.PENDING, false, false, 0, now, List.of());
    }

    static Standing purchased(long now) {
        return new Standing(PurchaseState.PURCHASED, false, false, now, now, List.of());
    }

    Standing paid(long now) {
        return new Standing(PurchaseState.PURCHASED, acknowledged, consumed, now, now, refunds);
    }

    Standing cancelled(long now) {
        return new Standing(PurchaseState.CANCELLED, acknowledged, consumed, purchasedMillis, now, refunds);
    }

    Standing acknowledged(long now) {
        return new Standing(state, true, consumed, purchasedMillis, now, refunds);
    }

    /** Consuming acknowledges as well. */
    Standing consumed(long now) {
        return new Standing(state, true, true, purchasedMillis, now, refunds);
    }

    Standing refunded(RefundEvent refund) {
        List<RefundEvent> more = new ArrayList<>(refunds);
        more.add(refund);
        return new Standing(state, acknowledged, consumed, purchasedMillis, refund.atMillis(), List.copyOf(more));
    }

    boolean isSettled() {
        return refunds.stream().allMatch(refund -> refund.progress() == RefundEvent.Progress.PROCESSED);
    }

    Standing settled(long now) {
        return new Standing(
                state,
                acknowledged,
                consumed,
                purchasedMillis,
                now,
                refunds.stream().map(RefundEvent::settled).toList());
    }

    /** What the order tells of. */
    List<RefundEvent> shownRefunds() {
        return refunds.stream().filter(refund -> !refund.isHidden()).toList();
    }

    boolean isPaid() {
        return purchasedMillis > 0;
    }

    long refundedMinor() {
        return refunds.stream().mapToLong(refund -> refund.amount().minor()).sum();
    }

    int refundedQuantity() {
        return refunds.stream().mapToInt(RefundEvent::quantity).sum();
    }
}
