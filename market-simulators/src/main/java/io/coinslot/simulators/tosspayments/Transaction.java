package io.coinslot.simulators.tosspayments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment's approval, or one of its cancellations.
 *
 * @param amount in won, below zero for a cancellation
 */
record Transaction(
        TossPayment payment,
        String key,
        long amount,
        Instant at,
        @Nullable Cancel cancel) {
    /** All of a shop's, oldest first. What was cancelled before it was paid is none. */
    static List<Transaction> all(TossMemory memory, Shop shop) {
        List<Transaction> all = new ArrayList<>();
        for (TossPayment payment : memory.oldestFirst()) {
            if (payment.approvedAt() != null && payment.merchantId().equals(shop.merchantId())) {
                all.add(new Transaction(
                        payment, String.valueOf(payment.approvalKey()), payment.amount(), payment.approvedAt(), null));
                payment.cancels()
                        .forEach(cancel -> all.add(new Transaction(
                                payment, cancel.transactionKey(), -cancel.amount(), cancel.canceledAt(), cancel)));
            }
        }
        all.sort(Comparator.comparing(Transaction::at));
        return all;
    }

    /** The payment's status after it. */
    Status status() {
        if (cancel == null) {
            return Status.DONE;
        }
        return cancel.refundableAmount() == 0 ? Status.CANCELED : Status.PARTIAL_CANCELED;
    }
}
