package io.coinslot.simulators.onestore;

import io.coinslot.simulators.money.Amount;

/**
 * One purchase as ONE store remembers it: the sale and how it stands.
 *
 * @param cancelledMillis when it was cancelled, 0 while it is not
 * @param cancelledBy who did, for the ledger: the market's own records do not tell
 */
record Purchase(Sale sale, boolean acknowledged, boolean consumed, long cancelledMillis, String cancelledBy) {
    static Purchase of(Sale sale) {
        return new Purchase(sale, false, false, 0, "");
    }

    Purchase acknowledgedNow() {
        return new Purchase(sale, true, consumed, cancelledMillis, cancelledBy);
    }

    Purchase consumedNow() {
        return new Purchase(sale, acknowledged, true, cancelledMillis, cancelledBy);
    }

    Purchase cancelled(long now, String by) {
        return new Purchase(sale, acknowledged, consumed, now, by);
    }

    boolean isCancelled() {
        return cancelledMillis > 0;
    }

    /** Whether the market keeps it: what is neither consumed nor acknowledged in time is cancelled. */
    boolean isFinished() {
        return acknowledged || consumed;
    }

    Amount refunded() {
        return sale.total().ofMinor(isCancelled() ? sale.total().minor() : 0);
    }
}
