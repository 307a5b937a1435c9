package io.coinslot.simulators.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refund, which may still fail after it was accepted. */
record Refund(
        String id,
        String account,
        String charge,
        String intent,
        long amount,
        String currency,
        Map<String, String> metadata,
        @Nullable String reason,
        RefundStatus status,
        @Nullable String failureReason,
        String balanceTransaction,
        @Nullable String failureBalanceTransaction,
        long created) {

    /** How a refund stands. */
    enum RefundStatus {
        PENDING,
        SUCCEEDED,
        FAILED;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Refund failed(String why, String transaction) {
        return new Refund(
                id,
                account,
                charge,
                intent,
                amount,
                currency,
                metadata,
                reason,
                RefundStatus.FAILED,
                why,
                balanceTransaction,
                transaction,
                created);
    }

    Refund succeeded() {
        return new Refund(
                id,
                account,
                charge,
                intent,
                amount,
                currency,
                metadata,
                reason,
                RefundStatus.SUCCEEDED,
                null,
                balanceTransaction,
                null,
                created);
    }
}
