package io.coinslot.catalog.service;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of requests about services; everything may be missing until it is checked. */
final class ServiceRequests {
    private ServiceRequests() {}

    record CreateService(
            @Nullable String serviceId,
            @Nullable String name,
            @Nullable String settlementCurrency,
            @Nullable String webhookUrl) {}

    /** A service as it was answered may be sent back; what is set elsewhere is left out. */
    @JsonIgnoreProperties({
        "serviceId",
        "settlementCurrency",
        "markets",
        "marketPreferences",
        "webhookSecretGeneration",
        "previousSecretValidUntil",
        "createdAt",
        "updatedAt",
        "version"
    })
    record DescribeService(
            @Nullable String name,
            @Nullable String webhookUrl,
            @Nullable List<@Nullable String> requiredConsents) {}

    record RotateSecrets(@Nullable Integer keepOldForMinutes) {}

    /** A link as it was answered may be sent back. */
    @JsonIgnoreProperties({"market", "credentialsStored"})
    record LinkMarket(
            @Nullable Boolean enabled,
            @Nullable Map<String, @Nullable String> settings,
            @Nullable Map<String, @Nullable String> credentials) {
        /** Without the credentials: the framework prints bodies when it is asked to log much. */
        @Override
        public String toString() {
            return "LinkMarket[enabled=" + enabled + ", settings=" + settings + "]";
        }
    }

    record PreferMarkets(@Nullable List<@Nullable PreferenceBody> preferences) {}

    record PreferenceBody(
            @Nullable String platform,
            @Nullable String region,
            @Nullable String currency,
            @Nullable List<@Nullable String> markets) {}
}
