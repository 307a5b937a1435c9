package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.transport.JsonExchange;
import java.time.Clock;
import java.util.Set;

/** The applications of the services that are linked to ONE store, each with its access token. */
final class OneStoreApps {
    private static final Set<String> MARKET_CODES = Set.of("MKT_ONE", "MKT_GLB");

    private final OneStoreSettings settings;
    private final JsonExchange http;
    private final Clock clock;
    private final LinkedClients<OneStoreApp> apps = new LinkedClients<>(this::open);

    OneStoreApps(OneStoreSettings settings, JsonExchange http, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    OneStoreApp of(MarketLink link) throws MarketFailure {
        return apps.of(link);
    }

    private OneStoreApp open(MarketLink link) throws MarketFailure {
        OneStoreApp.Registration registration = new OneStoreApp.Registration(
                Environment.of(link), link.required(OneStoreCapability.CLIENT_ID), marketCode(link));
        String host = registration.environment().host(settings).toString();
        String root = host.endsWith("/") ? host.substring(0, host.length() - 1) : host;
        OneStoreTokens tokens = new OneStoreTokens(http, root, registration, link.secret("clientSecret"));
        return new OneStoreApp(registration, root, http, new AccessToken(tokens, clock));
    }

    /** Without the right one ONE store answers that it knows none of the purchases. */
    private static String marketCode(MarketLink link) throws MarketFailure {
        String code = link.required("marketCode");
        if (!MARKET_CODES.contains(code)) {
            throw MarketFailure.declined(
                    MarketFailure.LINK_INCOMPLETE, "The setting marketCode must be MKT_ONE or MKT_GLB");
        }
        return code;
    }
}
