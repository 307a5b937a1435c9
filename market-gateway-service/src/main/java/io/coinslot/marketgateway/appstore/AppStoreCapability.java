package io.coinslot.marketgateway.appstore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.payment.MarketId;

/** What the App Store's capabilities have in common: whose they are and how they reach it. */
abstract class AppStoreCapability implements OfMarket {
    static final MarketId APP_STORE = new MarketId("app-store");

    private final AppStoreDesks desks;

    AppStoreCapability(AppStoreDesks desks) {
        this.desks = desks;
    }

    @Override
    public final MarketId market() {
        return APP_STORE;
    }

    final AppStoreDesk desk(MarketLink link) throws MarketFailure {
        return desks.of(link);
    }
}
