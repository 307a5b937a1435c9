package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.money.Amount;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about one sale.
 *
 * @param consumable whether the item may be consumed; other items are acknowledged
 * @param countryCode ISO 3166-1 alpha-3
 * @param test bought by a licensed tester in test mode
 */
record Sale(
        String purchaseId,
        String orderId,
        String paymentId,
        String packageName,
        String itemId,
        boolean consumable,
        Amount total,
        String countryCode,
        boolean test,
        @Nullable String accountId,
        @Nullable String profileId,
        @Nullable String userId,
        long createdMillis) {}
