package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import java.net.URI;

/** One of ONE store's two worlds, which share nothing but the credentials. */
enum Environment {
    COMMERCIAL,
    SANDBOX;

    /** The one that the service is linked to. There is no default: either mistake is expensive. */
    static Environment of(MarketLink link) throws MarketFailure {
        String name = link.required("environment");
        for (Environment environment : values()) {
            if (environment.name().equals(name)) {
                return environment;
            }
        }
        throw MarketFailure.declined(
                MarketFailure.LINK_INCOMPLETE, "The setting environment must be COMMERCIAL or SANDBOX");
    }

    URI host(OneStoreSettings settings) {
        return this == COMMERCIAL ? settings.commercialUrl() : settings.sandboxUrl();
    }
}
