package io.coinslot.billing.purchase;

import io.coinslot.billing.catalog.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * Who buys.
 *
 * @param obfuscatedAccountId what markets are told instead of the user's id; at most 64 characters
 * @param region ISO 3166-1 alpha-2 code
 */
public record Buyer(
        ServiceId serviceId,
        UserId userId,
        String obfuscatedAccountId,
        @Nullable String region,
        @Nullable String deviceId) {}
