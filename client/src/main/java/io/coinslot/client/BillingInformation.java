package io.coinslot.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What the player's device hands to the market to pay for one purchase. */
public record BillingInformation(
        @Nullable String billingToken,
        @Nullable String marketProductId,
        @Nullable String obfuscatedAccountId,
        @Nullable String appAccountToken,
        @Nullable String orderReference,
        @Nullable String clientSecret,
        @Nullable URI redirectUrl) {

    /** Names the purchase's reference alone: the token and the client secret are for the device. */
    @Override
    public String toString() {
        return "BillingInformation[marketProductId=" + marketProductId + ", orderReference=" + orderReference + "]";
    }
}
