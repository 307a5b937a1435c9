package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.MarketId;

/** Something that one market does. Beans of the capabilities below are found by their market's name. */
public interface OfMarket {
    MarketId market();
}
