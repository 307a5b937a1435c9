package io.coinslot.marketgateway.contract;

class TossPaymentsContractIT extends MarketContract {
    TossPaymentsContractIT() {
        super(TossPaymentsUnderTest::new);
    }
}
