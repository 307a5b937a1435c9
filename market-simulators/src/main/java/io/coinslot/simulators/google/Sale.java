package io.coinslot.simulators.google;

import io.coinslot.simulators.money.Amount;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about one sale on Google Play.
 *
 * @param purchaseType 0 test, 1 promo, 2 rewarded, null an ordinary purchase
 */
record Sale(
        String purchaseToken,
        String orderId,
        String packageName,
        String productId,
        int quantity,
        Amount total,
        Amount tax,
        String regionCode,
        @Nullable String accountId,
        @Nullable String profileId,
        @Nullable String userId,
        @Nullable Integer purchaseType,
        long createdMillis) {

    Amount price() {
        return total.ofMinor(total.minor() / quantity);
    }
}
