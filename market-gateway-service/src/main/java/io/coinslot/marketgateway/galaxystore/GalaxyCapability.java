package io.coinslot.marketgateway.galaxystore;

import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.payment.MarketId;

/** What Galaxy Store's capabilities have in common: whose they are and how they reach it. */
abstract class GalaxyCapability implements OfMarket {
    static final MarketId GALAXY_STORE = new MarketId("galaxy-store");

    private final LinkedClients<GalaxySeller> sellers;

    GalaxyCapability(LinkedClients<GalaxySeller> sellers) {
        this.sellers = sellers;
    }

    @Override
    public final MarketId market() {
        return GALAXY_STORE;
    }

    final GalaxySeller seller(MarketLink link) throws MarketFailure {
        return sellers.of(link);
    }
}
