package io.coinslot.billing.catalog;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service as billing knows it.
 *
 * @param markets those it sells through now
 * @param webhookSecretGeneration which webhook secret signs
 * @param previousSecretValidUntil until when the secret before signs too
 * @param requiredConsents kinds of consent a user must have given before buying
 */
public record SellingService(
        ServiceId serviceId,
        Set<Market> markets,
        @Nullable String webhookUrl,
        int webhookSecretGeneration,
        @Nullable Instant previousSecretValidUntil,
        Set<String> requiredConsents) {
    public SellingService {
        markets = Set.copyOf(markets);
        requiredConsents = Set.copyOf(requiredConsents);
    }
}
