package io.coinslot.marketgateway.contract;

class GalaxyStoreContractIT extends MarketContract {
    GalaxyStoreContractIT() {
        super(GalaxyStoreUnderTest::new);
    }
}
