package io.coinslot.marketgateway.contract;

class GalaxyStoreContractTest extends MarketContract {
    GalaxyStoreContractTest() {
        super(GalaxyStoreUnderTest::new);
    }
}
