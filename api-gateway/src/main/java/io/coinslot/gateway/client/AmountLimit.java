package io.coinslot.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * How much a client may sell in one currency; decimal strings in the currency's scale, null for no limit. The
 * billing service enforces it from the access token.
 */
public record AmountLimit(
        String currency,
        @Nullable String perPurchase,
        @Nullable String perDay) {}
