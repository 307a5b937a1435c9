package io.coinslot.simulators.google;

import io.coinslot.simulators.money.Amount;
import org.jspecify.annotations.Nullable;

/**
 * Money that went back to the buyer of an order.
 *
 * @param known how far it has come; null in a journal of an older version, where all were processed
 */
record RefundEvent(
        Amount amount,
        int quantity,
        String reason,
        long atMillis,
        @Nullable Progress known) {
    static final String CHARGEBACK = "CHARGEBACK";
    static final String OTHER = "OTHER";

    enum Progress {
        PROCESSED,
        /** Asked for, and not processed yet. */
        PENDING,
        /** Made, and listed among the voids if it is one, while the order does not show it. */
        HIDDEN
    }

    Progress progress() {
        return known == null ? Progress.PROCESSED : known;
    }

    boolean isHidden() {
        return progress() == Progress.HIDDEN;
    }

    boolean isPending() {
        return progress() == Progress.PENDING;
    }

    RefundEvent settled() {
        return new RefundEvent(amount, quantity, reason, atMillis, Progress.PROCESSED);
    }
}
