package io.coinslot.billing.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service as billing knows it.
 *
 * @param markets those it sells through now
 * @param webhookSecretGeneration which webhook secret signs
 * @param formerSecrets which former webhook secrets sign too, the newest first
 * @param requiredConsents kinds of consent a user must have given before buying
 */
public record SellingService(
        ServiceId serviceId,
        Set<Market> markets,
        @Nullable String webhookUrl,
        int webhookSecretGeneration,
        List<FormerSecret> formerSecrets,
        Set<String> requiredConsents) {
    public SellingService {
        markets = Set.copyOf(markets);
        formerSecrets = List.copyOf(formerSecrets);
        requiredConsents = Set.copyOf(requiredConsents);
    }

    /** A webhook secret that was replaced and is valid until then. */
    public record FormerSecret(int generation, Instant validUntil) {}
}
