package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.PaymentOrder;
import org.jspecify.annotations.Nullable;

/** Opens the payment at the market before the player pays. */
public interface PreparesPayments extends OfMarket {
    /**
     * Prepares the payment, or finds the one that was prepared before: calling it again never makes a second one that
     * could be paid.
     *
     * @param attempt 1, 2 …
     */
    Preparation prepare(MarketLink link, PaymentOrder order, int attempt) throws MarketFailure;

    /**
     * What the market made ready.
     *
     * @param clientSecret lets the player pay; it is sealed before it is kept anywhere
     */
    record Preparation(
            String marketReference,
            @Nullable String clientSecret,
            @Nullable String redirectUrl) {
        @Override
        public String toString() {
            return marketReference;
        }
    }
}
