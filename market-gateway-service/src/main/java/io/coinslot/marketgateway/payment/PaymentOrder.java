package io.coinslot.marketgateway.payment;

import java.time.Instant;
import java.util.regex.Pattern;
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
    /** Purchases of ours, as billing names them. */
    private static final Pattern PURCHASE_ID = Pattern.compile("pur_[0-9a-z]{25}");

    /** Whether it was bought for another purchase of ours; a client may have named something of the game's own. */
    public boolean isNotMeantBy(@Nullable String named) {
        return named != null && PURCHASE_ID.matcher(named).matches() && !named.equals(purchaseId);
    }

    /** What the market calls the product. */
    public String productAtMarket() {
        return marketProductId == null ? productId : marketProductId;
    }
}
