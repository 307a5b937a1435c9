package io.coinslot.simulators.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A charge: one attempt at a PaymentIntent's money. */
record Charge(
        String id,
        String account,
        String intent,
        long amount,
        String currency,
        Map<String, String> metadata,
        String paymentMethod,
        ChargeStatus status,
        @Nullable String balanceTransaction,
        @Nullable String declineCode,
        long refunded,
        @Nullable String dispute,
        long created) {

    /** How a charge went. */
    enum ChargeStatus {
        SUCCEEDED,
        PENDING,
        FAILED;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    boolean isPaid() {
        return status == ChargeStatus.SUCCEEDED;
    }

    Charge settled(String transaction) {
        return copy(ChargeStatus.SUCCEEDED, transaction, null, refunded, dispute);
    }

    Charge failed(String code) {
        return copy(ChargeStatus.FAILED, balanceTransaction, code, refunded, dispute);
    }

    Charge refundedBy(long more) {
        return copy(status, balanceTransaction, declineCode, refunded + more, dispute);
    }

    Charge disputedBy(String newDispute) {
        return copy(status, balanceTransaction, declineCode, refunded, newDispute);
    }

    boolean isDisputed() {
        return dispute != null;
    }

    private Charge copy(
            ChargeStatus newStatus,
            @Nullable String newTransaction,
            @Nullable String newDecline,
            long newRefunded,
            @Nullable String newDispute) {
        return new Charge(
                id,
                account,
                intent,
                amount,
                currency,
                metadata,
                paymentMethod,
                newStatus,
                newTransaction,
                newDecline,
                newRefunded,
                newDispute,
                created);
    }
}
