package io.coinslot.marketgateway.payment;

import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the purchase asks the market for. Fixed when the purchase is requested; everything the market answers is judged
 * by it.
 *
 * @param marketProductId the product's id at the market, where it has one
 * @param obfuscatedAccountId the buyer binding that the market must repeat
 * @param paymentToken the token of a registered card that is charged without the player; null if the player pays
 */
public record PaymentOrder(
        String purchaseId,
        String serviceId,
        MarketId market,
        String userId,
        String productId,
        ProductType productType,
        long quantity,
        @Nullable String marketProductId,
        Money total,
        @Nullable String region,
        String orderReference,
        String obfuscatedAccountId,
        String appAccountToken,
        @Nullable String paymentToken,
        Instant requestedAt,
        Instant expiresAt) {
    /** What the market calls the product. */
    public String productAtMarket() {
        return marketProductId == null ? productId : marketProductId;
    }
}
