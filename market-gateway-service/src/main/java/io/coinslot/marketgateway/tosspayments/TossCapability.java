package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.payment.MarketId;

/** What the capabilities have in common: whose they are and how they reach the market. */
abstract class TossCapability implements OfMarket {
    static final MarketId TOSS_PAYMENTS = new MarketId("toss-payments");
    static final String MERCHANT_ID = "merchantId";

    private final TossShops shops;

    TossCapability(TossShops shops) {
        this.shops = shops;
    }

    @Override
    public final MarketId market() {
        return TOSS_PAYMENTS;
    }

    final TossShop shop(MarketLink link) throws MarketFailure {
        return shops.of(link);
    }
}
