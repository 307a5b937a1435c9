package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.payment.MarketId;

/** What ONE store's capabilities have in common: whose they are and how they reach it. */
abstract class OneStoreCapability implements OfMarket {
    static final MarketId ONE_STORE = new MarketId("one-store");
    static final String CLIENT_ID = "clientId";

    private final OneStoreApps apps;

    OneStoreCapability(OneStoreApps apps) {
        this.apps = apps;
    }

    @Override
    public final MarketId market() {
        return ONE_STORE;
    }

    final OneStoreApp app(MarketLink link) throws MarketFailure {
        return apps.of(link);
    }
}
