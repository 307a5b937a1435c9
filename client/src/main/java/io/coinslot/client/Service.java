package io.coinslot.client;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A registered game and the markets it is linked to. */
public record Service(
        String serviceId,
        @Nullable String name,
        @Nullable String settlementCurrency,
        @Nullable URI webhookUrl,
        List<String> requiredConsents,
        List<Link> markets,
        List<MarketPreference> marketPreferences,
        long version) {

    public Service {
        requiredConsents = List.copyOf(requiredConsents);
        markets = List.copyOf(markets);
        marketPreferences = List.copyOf(marketPreferences);
    }

    /** A link to a market, without its credentials. */
    public record Link(Market market, boolean enabled, Map<String, String> settings) {
        public Link {
            settings = Map.copyOf(settings);
        }
    }
}
