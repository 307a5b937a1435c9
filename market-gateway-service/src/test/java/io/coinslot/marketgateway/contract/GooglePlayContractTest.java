package io.coinslot.marketgateway.contract;

class GooglePlayContractTest extends MarketContract {
    GooglePlayContractTest() {
        super(GooglePlayUnderTest::new);
    }
}
