package io.coinslot.simulators.tosspayments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment in won.
 *
 * @param declineCode what confirming it will be refused with
 * @param validHours how long a virtual account takes the deposit
 * @param approvalKey the transaction that paid
 * @param hidden whether the record shows nothing of it before it is confirmed; null in a journal of an older version
 * @param deadline when it expires unless it is confirmed, or paid into the account
 */
record TossPayment(
        String paymentKey,
        String merchantId,
        String orderId,
        String orderName,
        long amount,
        Method method,
        Status status,
        @Nullable String declineCode,
        int validHours,
        Instant requestedAt,
        Instant deadline,
        @Nullable Instant approvedAt,
        @Nullable String approvalKey,
        @Nullable String lastTransactionKey,
        @Nullable String secret,
        List<Cancel> cancels,
        @Nullable Boolean hidden) {
    TossPayment {
        cancels = List.copyOf(cancels);
    }

    /** Confirmed or not: a confirmation is the first transaction of any payment. */
    boolean isShown() {
        return lastTransactionKey != null || !Boolean.TRUE.equals(hidden);
    }

    long balance() {
        return cancels.isEmpty() ? amount : cancels.getLast().refundableAmount();
    }

    /** What was paid and has not been called off before it was. */
    long captured() {
        return approvedAt == null ? 0 : amount;
    }

    long refunded() {
        return approvedAt == null ? 0 : amount - balance();
    }

    TossPayment approved(String transactionKey, Instant at) {
        return copy(Status.DONE, deadline, at, transactionKey, transactionKey, secret, cancels);
    }

    TossPayment waiting(String transactionKey, String newSecret, Instant at) {
        Instant due = at.plus(Duration.ofHours(validHours));
        return copy(Status.WAITING_FOR_DEPOSIT, due, null, null, transactionKey, newSecret, cancels);
    }

    TossPayment to(Status other) {
        return copy(other, deadline, approvedAt, approvalKey, lastTransactionKey, secret, cancels);
    }

    TossPayment canceled(Cancel cancel) {
        List<Cancel> more = new ArrayList<>(cancels);
        more.add(cancel);
        Status after = cancel.refundableAmount() == 0 ? Status.CANCELED : Status.PARTIAL_CANCELED;
        return copy(after, deadline, approvedAt, approvalKey, cancel.transactionKey(), secret, more);
    }

    private TossPayment copy(
            Status newStatus,
            Instant newDeadline,
            @Nullable Instant newApprovedAt,
            @Nullable String newApprovalKey,
            @Nullable String newTransactionKey,
            @Nullable String newSecret,
            List<Cancel> newCancels) {
        return new TossPayment(
                paymentKey,
                merchantId,
                orderId,
                orderName,
                amount,
                method,
                newStatus,
                declineCode,
                validHours,
                requestedAt,
                newDeadline,
                newApprovedAt,
                newApprovalKey,
                newTransactionKey,
                newSecret,
                newCancels,
                hidden);
    }
}
