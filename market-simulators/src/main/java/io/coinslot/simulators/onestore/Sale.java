package io.coinslot.simulators.onestore;

import io.coinslot.simulators.money.Amount;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about one sale at ONE store. There is no sale that is not paid: the market knows no pending ones.
 *
 * @param developerPayload what the client gave along, at most 200 characters
 */
record Sale(
        String purchaseId,
        String purchaseToken,
        String clientId,
        String productId,
        int quantity,
        Amount total,
        @Nullable String developerPayload,
        @Nullable String userId,
        Environment environment,
        MarketCode marketCode,
        long purchaseMillis) {}
