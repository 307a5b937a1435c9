package io.coinslot.marketgateway.contract;

class AppStoreContractTest extends MarketContract {
    AppStoreContractTest() {
        super(AppStoreUnderTest::new);
    }
}
