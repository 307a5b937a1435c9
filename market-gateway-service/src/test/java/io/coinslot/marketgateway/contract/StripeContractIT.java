package io.coinslot.marketgateway.contract;

class StripeContractIT extends MarketContract {
    StripeContractIT() {
        super(StripeUnderTest::new);
    }
}
