package io.coinslot.marketgateway.contract;

class OneStoreContractIT extends MarketContract {
    OneStoreContractIT() {
        super(OneStoreUnderTest::new);
    }
}
