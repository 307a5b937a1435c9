package io.coinslot.marketgateway.contract;

class OneStoreContractTest extends MarketContract {
    OneStoreContractTest() {
        super(OneStoreUnderTest::new);
    }
}
