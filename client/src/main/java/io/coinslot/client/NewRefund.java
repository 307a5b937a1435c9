package io.coinslot.client;

import org.jspecify.annotations.Nullable;

/** A refund to ask for: of everything that is left, or of a part. */
public record NewRefund(@Nullable Money amount, String reason) {

    /** Everything that has not been refunded yet. */
    public static NewRefund full(String reason) {
        return new NewRefund(null, reason);
    }

    public static NewRefund partial(Money amount, String reason) {
        return new NewRefund(amount, reason);
    }
}
