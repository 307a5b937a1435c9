package io.coinslot.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service reaches a market. Credentials are write-only: the API never returns them, this record does not print
 * them, and a link without any keeps those that were sent before.
 */
public record MarketLink(
        boolean enabled,
        Map<String, String> settings,
        @Nullable Map<String, String> credentials) {
    public MarketLink {
        settings = Map.copyOf(settings);
        credentials = credentials == null || credentials.isEmpty() ? null : Map.copyOf(credentials);
    }

    /** An open link. */
    public static MarketLink enabled(Map<String, String> settings, Map<String, String> credentials) {
        return new MarketLink(true, settings, credentials);
    }

    @Override
    public String toString() {
        return "MarketLink[enabled=" + enabled + ", settings=" + settings + "]";
    }
}
