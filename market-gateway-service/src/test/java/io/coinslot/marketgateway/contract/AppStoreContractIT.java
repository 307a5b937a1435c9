package io.coinslot.marketgateway.contract;

class AppStoreContractIT extends MarketContract {
    AppStoreContractIT() {
        super(AppStoreUnderTest::new);
    }
}
