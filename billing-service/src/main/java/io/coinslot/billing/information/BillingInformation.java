package io.coinslot.billing.information;

import org.jspecify.annotations.Nullable;

/**
 * What a client needs to pay at the market.
 *
 * @param billingToken stands for this information for a short while; null if there is none to be had now
 * @param obfuscatedAccountId what the market is told instead of the user's id
 * @param appAccountToken a UUID for markets that bind by one
 * @param orderReference the market's reference for this purchase
 */
public record BillingInformation(
        @Nullable String billingToken,
        @Nullable String marketProductId,
        String obfuscatedAccountId,
        String appAccountToken,
        String orderReference,
        @Nullable String clientSecret,
        @Nullable String redirectUrl) {

    @Override
    public String toString() {
        return "BillingInformation[orderReference=" + orderReference + "]";
    }
}
