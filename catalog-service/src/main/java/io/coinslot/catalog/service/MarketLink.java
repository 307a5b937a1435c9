package io.coinslot.catalog.service;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service's link to a market.
 *
 * @param market the market's id, such as google-play
 * @param sealedCredentials base64 of a sealed JSON object of strings; the seal's context is serviceId/market
 */
public record MarketLink(
        String market,
        boolean enabled,
        Map<String, String> settings,
        @Nullable String sealedCredentials) {
    public MarketLink {
        settings = Map.copyOf(settings);
    }
}
