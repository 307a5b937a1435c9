package io.coinslot.marketgateway.contract;

class StripeContractTest extends MarketContract {
    StripeContractTest() {
        super(StripeUnderTest::new);
    }
}
