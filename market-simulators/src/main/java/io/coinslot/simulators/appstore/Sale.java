package io.coinslot.simulators.appstore;

import io.coinslot.simulators.money.Amount;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about one sale at the App Store.
 *
 * @param total for the whole quantity
 * @param type such as Consumable
 * @param appAccountToken the UUID that the app bound the purchase to
 * @param storefront the alpha-3 code of the country that the buyer's account belongs to
 * @param environment such as Production
 */
record Sale(
        String transactionId,
        String bundleId,
        String productId,
        String type,
        int quantity,
        Amount total,
        @Nullable String appAccountToken,
        @Nullable String userId,
        String storefront,
        String environment,
        long createdMillis) {
    static final String PRODUCTION = "Production";
}
