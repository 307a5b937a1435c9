package io.coinslot.marketgateway.contract;

class TossPaymentsContractTest extends MarketContract {
    TossPaymentsContractTest() {
        super(TossPaymentsUnderTest::new);
    }
}
