package io.coinslot.billing.purchase;

import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A refund that the service asked for.
 *
 * @param fingerprint tells whether another request with the same key asks for the same
 * @param failure why the market would not, once it said so
 */
public record Refund(
        String refundId,
        Money amount,
        String reason,
        RefundStatus status,
        String fingerprint,
        Instant requestedAt,
        @Nullable String failure) {

    /** The refund as it was when it was asked for. */
    public Refund asRequested() {
        return new Refund(refundId, amount, reason, RefundStatus.PENDING, fingerprint, requestedAt, null);
    }

    public Refund succeeded() {
        return new Refund(refundId, amount, reason, RefundStatus.SUCCEEDED, fingerprint, requestedAt, null);
    }

    public Refund rejected(String why) {
        return new Refund(refundId, amount, reason, RefundStatus.REJECTED, fingerprint, requestedAt, why);
    }
}
