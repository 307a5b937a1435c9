package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.MarketId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service is linked to a market. A link that is disabled sells nothing new, but what was sold is still verified,
 * finished and refunded through it.
 */
public record MarketLink(
        String serviceId, MarketId market, boolean enabled, Map<String, String> settings, Credentials credentials) {
    public MarketLink {
        settings = Map.copyOf(settings);
    }

    /** Nothing was ever sold through it: no link is enabled without credentials, and those that are stored stay. */
    public boolean isUnused() {
        return !enabled && credentials.isEmpty();
    }

    public @Nullable String setting(String name) {
        return settings.get(name);
    }

    /** A setting that the market cannot be called without. */
    public String required(String name) throws MarketFailure {
        return present(settings.get(name), "setting " + name);
    }

    /** A credential that the market cannot be called without. */
    public String secret(String name) throws MarketFailure {
        requireOpened();
        return present(credentials.get(name), "credential " + name);
    }

    /** Refuses for the time being if the credentials could not be opened: another process may have the key. */
    public void requireOpened() throws MarketFailure {
        if (credentials.isClosed()) {
            throw new MarketFailure(
                    MarketFailure.Kind.RETRY_LATER,
                    MarketFailure.CREDENTIALS_CLOSED,
                    "The credentials of " + serviceId + " for " + market + " cannot be opened with the keys we have",
                    null,
                    null);
        }
    }

    private String present(@Nullable String value, String what) throws MarketFailure {
        if (value == null || value.isBlank()) {
            throw MarketFailure.declined(
                    MarketFailure.LINK_INCOMPLETE, "The link of " + serviceId + " to " + market + " lacks the " + what);
        }
        return value;
    }
}
