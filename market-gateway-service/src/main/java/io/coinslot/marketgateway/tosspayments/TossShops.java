package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import org.apache.http.client.HttpClient;

/** The shops of the services that are linked to Toss Payments. */
final class TossShops {
    private final TossSettings settings;
    private final HttpClient connections;
    private final LinkedClients<TossShop> shops = new LinkedClients<>(this::open);

    TossShops(TossSettings settings, HttpClient connections) {
        this.settings = settings;
        this.connections = connections;
    }

    TossShop of(MarketLink link) throws MarketFailure {
        return shops.of(link);
    }

    private TossShop open(MarketLink link) throws MarketFailure {
        String secretKey = link.secret("secretKey");
        boolean isTest = settings.testKeysAreTest() && secretKey.startsWith("test_");
        return new TossShop(
                new TossConnection(settings.apiBase(), secretKey, connections),
                link.required(TossCapability.MERCHANT_ID),
                isTest);
    }
}
