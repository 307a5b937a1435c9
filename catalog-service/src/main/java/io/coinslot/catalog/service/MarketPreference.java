package io.coinslot.catalog.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which markets a service takes, and in which order, for purchases that name none. The first preference that fits holds.
 *
 * @param platform android, ios, web or desktop; null fits any
 * @param region ISO 3166-1 alpha-2 code; null fits any
 * @param currency ISO 4217 code; null fits any
 * @param markets ids, the most preferred first; others are not taken
 */
public record MarketPreference(
        @Nullable String platform,
        @Nullable String region,
        @Nullable String currency,
        List<String> markets) {
    public MarketPreference {
        markets = List.copyOf(markets);
    }
}
