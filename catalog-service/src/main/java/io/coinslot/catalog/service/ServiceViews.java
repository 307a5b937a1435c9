package io.coinslot.catalog.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is answered about services. Credentials never are. */
final class ServiceViews {
    private ServiceViews() {}

    record ServiceCreated(
            String serviceId,
            String name,
            String settlementCurrency,
            @Nullable String webhookUrl,
            String webhookSecret,
            int webhookSecretGeneration,
            Instant createdAt,
            long version) {
        /** The answer to the request that created the service, however often it is given. */
        static ServiceCreated first(RegisteredService asked, Instant createdAt, String webhookSecret) {
            return new ServiceCreated(
                    asked.serviceId().value(),
                    asked.name(),
                    asked.settlementCurrency(),
                    asked.webhookUrl(),
                    webhookSecret,
                    1,
                    createdAt,
                    1);
        }

        /** Without the secret: the framework prints bodies when it is asked to log much. */
        @Override
        public String toString() {
            return "ServiceCreated[" + serviceId + "]";
        }
    }

    record ServiceView(
            String serviceId,
            String name,
            String settlementCurrency,
            @Nullable String webhookUrl,
            List<String> requiredConsents,
            List<LinkView> markets,
            List<PreferenceView> marketPreferences,
            int webhookSecretGeneration,
            @Nullable Instant previousSecretValidUntil,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static ServiceView of(RegisteredService service) {
            return new ServiceView(
                    service.serviceId().value(),
                    service.name(),
                    service.settlementCurrency(),
                    service.webhookUrl(),
                    service.requiredConsents(),
                    service.links().stream()
                            .map(LinkView::of)
                            .sorted(Comparator.comparing(LinkView::market))
                            .toList(),
                    service.marketPreferences().stream().map(PreferenceView::of).toList(),
                    service.secretGeneration(),
                    service.previousSecretValidUntil(),
                    service.createdAt(),
                    service.updatedAt(),
                    service.version());
        }
    }

    /** @param credentialsStored whether the market's credentials are known here */
    record LinkView(String market, boolean enabled, Map<String, String> settings, boolean credentialsStored) {
        static LinkView of(MarketLink link) {
            return new LinkView(
                    link.market(), link.enabled(), new TreeMap<>(link.settings()), link.sealedCredentials() != null);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PreferenceView(
            @Nullable String platform,
            @Nullable String region,
            @Nullable String currency,
            List<String> markets) {
        static PreferenceView of(MarketPreference preference) {
            return new PreferenceView(
                    preference.platform(), preference.region(), preference.currency(), preference.markets());
        }
    }

    record SecretsRotated(String serviceId, String webhookSecret, int generation, Instant previousValidUntil) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "SecretsRotated[" + serviceId + ", generation=" + generation + "]";
        }
    }
}
