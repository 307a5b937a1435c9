package io.coinslot.marketgateway.googleplay;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.payment.MarketId;

/** What Google Play's capabilities have in common: whose they are and how they reach it. */
abstract class PlayCapability implements OfMarket {
    static final MarketId GOOGLE_PLAY = new MarketId("google-play");

    private final PlayConsoles consoles;

    PlayCapability(PlayConsoles consoles) {
        this.consoles = consoles;
    }

    @Override
    public final MarketId market() {
        return GOOGLE_PLAY;
    }

    final PlayConsole console(MarketLink link) throws MarketFailure {
        return consoles.of(link);
    }
}
