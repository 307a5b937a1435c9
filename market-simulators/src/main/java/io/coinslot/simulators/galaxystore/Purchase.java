package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.money.Amount;

/**
 * One purchase as Galaxy Store remembers it. Times are 0 while a thing has not happened.
 *
 * @param paidMillis when it was paid; it stays when the money goes back
 */
record Purchase(
        Sale sale, State state, long paidMillis, long consumedMillis, long acknowledgedMillis, long refundedMillis) {

    static Purchase begun(Sale sale) {
        return new Purchase(sale, State.PENDING, 0, 0, 0, 0);
    }

    Purchase paid(long now) {
        return new Purchase(sale, State.PAID, now, consumedMillis, acknowledgedMillis, refundedMillis);
    }

    Purchase failed() {
        return new Purchase(sale, State.FAILED, paidMillis, consumedMillis, acknowledgedMillis, refundedMillis);
    }

    Purchase consumed(long now) {
        return new Purchase(sale, state, paidMillis, now, acknowledgedMillis, refundedMillis);
    }

    Purchase acknowledged(long now) {
        return new Purchase(sale, state, paidMillis, consumedMillis, now, refundedMillis);
    }

    Purchase refunded(long now) {
        return new Purchase(sale, State.REFUNDED, paidMillis, consumedMillis, acknowledgedMillis, now);
    }

    boolean isPaid() {
        return paidMillis > 0;
    }

    boolean isFinished() {
        return consumedMillis > 0 || acknowledgedMillis > 0;
    }

    Amount captured() {
        return isPaid() ? sale.total() : sale.total().ofMinor(0);
    }

    Amount refunded() {
        return state == State.REFUNDED ? sale.total() : sale.total().ofMinor(0);
    }
}
