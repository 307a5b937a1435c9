package io.coinslot.marketgateway.contract;

class GooglePlayContractIT extends MarketContract {
    GooglePlayContractIT() {
        super(GooglePlayUnderTest::new);
    }
}
