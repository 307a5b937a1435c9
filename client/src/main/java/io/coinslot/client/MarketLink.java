package io.coinslot.client;

import java.util.Map;

/**
 * How a service reaches a market. Credentials are write-only: the API never returns them, and this record does not
 * print them.
 */
public record MarketLink(boolean enabled, Map<String, String> settings, Map<String, String> credentials) {
    public MarketLink {
        settings = Map.copyOf(settings);
        credentials = Map.copyOf(credentials);
    }

    @Override
    public String toString() {
        return "MarketLink[enabled=" + enabled + ", settings=" + settings + "]";
    }
}
