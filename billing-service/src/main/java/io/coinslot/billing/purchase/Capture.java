package io.coinslot.billing.purchase;

import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment that the market confirmed.
 *
 * @param application the application or account within which the transaction id is unique
 * @param acknowledgeBy when the market refunds by itself unless the purchase is finished before
 * @param test a market's test purchase
 */
public record Capture(
        String transactionId,
        String application,
        Money amount,
        Instant capturedAt,
        @Nullable Instant acknowledgeBy,
        boolean test) {

    boolean isSameTransaction(Capture other) {
        return transactionId.equals(other.transactionId) && application.equals(other.application);
    }
}
