package io.coinslot.simulators.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PaymentIntent.
 *
 * @param amount in the currency's minor units
 * @param currency in small letters, as Stripe writes it
 * @param declineCode why the last attempt was declined
 */
record Intent(
        String id,
        String account,
        long amount,
        String currency,
        Map<String, String> metadata,
        String clientSecret,
        @Nullable String customer,
        @Nullable String description,
        IntentStatus status,
        @Nullable String paymentMethod,
        @Nullable String latestCharge,
        @Nullable String declineCode,
        @Nullable String cancellationReason,
        long created,
        long canceledAt) {

    Intent with(IntentStatus newStatus) {
        return copy(metadata, newStatus, paymentMethod, latestCharge, null, cancellationReason, canceledAt);
    }

    Intent paying(String newPaymentMethod) {
        return copy(metadata, status, newPaymentMethod, latestCharge, declineCode, cancellationReason, canceledAt);
    }

    Intent charged(String charge, IntentStatus newStatus) {
        return copy(metadata, newStatus, paymentMethod, charge, null, cancellationReason, canceledAt);
    }

    Intent declined(String charge, String code) {
        return copy(metadata, IntentStatus.REQUIRES_PAYMENT_METHOD, null, charge, code, cancellationReason, canceledAt);
    }

    Intent cancelled(@Nullable String reason, long now) {
        return copy(metadata, IntentStatus.CANCELED, paymentMethod, latestCharge, declineCode, reason, now);
    }

    Intent withMetadata(Map<String, String> changes) {
        Map<String, String> merged = new LinkedHashMap<>(metadata);
        merged.putAll(changes);
        merged.values().removeIf(String::isEmpty);
        return copy(merged, status, paymentMethod, latestCharge, declineCode, cancellationReason, canceledAt);
    }

    private Intent copy(
            Map<String, String> newMetadata,
            IntentStatus newStatus,
            @Nullable String newPaymentMethod,
            @Nullable String newCharge,
            @Nullable String newDecline,
            @Nullable String newReason,
            long newCanceledAt) {
        return new Intent(
                id,
                account,
                amount,
                currency,
                newMetadata,
                clientSecret,
                customer,
                description,
                newStatus,
                newPaymentMethod,
                newCharge,
                newDecline,
                newReason,
                created,
                newCanceledAt);
    }
}
