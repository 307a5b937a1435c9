package io.coinslot.billing.purchase;

import org.jspecify.annotations.Nullable;

/**
 * The payment that the market has prepared.
 *
 * @param sealedClientSecret base64 of the client secret, sealed with the purchase id as context
 */
public record Preparation(
        String marketReference,
        @Nullable String sealedClientSecret,
        @Nullable String redirectUrl) {}
