package io.coinslot.simulators.google;

/** A chargeback that Google asks the developer about before it decides. */
record Chargeback(String pendingRefundToken, String orderId, boolean open, String preference) {

    Chargeback reviewed(String newPreference) {
        return new Chargeback(pendingRefundToken, orderId, open, newPreference);
    }

    Chargeback closed() {
        return new Chargeback(pendingRefundToken, orderId, false, preference);
    }
}
