package io.coinslot.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which markets to take for purchases that name none. What is null fits any.
 *
 * @param region ISO 3166-1 alpha-2 code
 * @param currency ISO 4217 code; fits purchases that ask for it
 * @param markets the most preferred first; others are not taken
 */
public record MarketPreference(
        @Nullable Platform platform,
        @Nullable String region,
        @Nullable String currency,
        List<Market> markets) {
    public MarketPreference {
        markets = List.copyOf(markets);
    }

    /** For every player on a platform. */
    public static MarketPreference on(Platform platform, Market... markets) {
        return new MarketPreference(platform, null, null, List.of(markets));
    }

    /** The same for players of one region alone. */
    public MarketPreference inRegion(String newRegion) {
        return new MarketPreference(platform, newRegion, currency, markets);
    }

    /** The same for purchases in one currency alone. */
    public MarketPreference inCurrency(String newCurrency) {
        return new MarketPreference(platform, region, newCurrency, markets);
    }
}
