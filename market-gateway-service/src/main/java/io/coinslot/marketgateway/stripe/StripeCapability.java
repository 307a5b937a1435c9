package io.coinslot.marketgateway.stripe;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.payment.MarketId;

/** What Stripe's capabilities have in common: whose they are and how they reach it. */
abstract class StripeCapability implements OfMarket {
    static final MarketId STRIPE = new MarketId("stripe");

    private final StripeAccounts accounts;

    StripeCapability(StripeAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public final MarketId market() {
        return STRIPE;
    }

    final StripeAccount account(MarketLink link) throws MarketFailure {
        return accounts.of(link);
    }
}
