package io.coinslot.simulators.google;

import io.coinslot.simulators.money.Amount;

/** Money that went back to the buyer of an order. */
record RefundEvent(Amount amount, int quantity, String reason, long atMillis) {
    static final String CHARGEBACK = "CHARGEBACK";
    static final String OTHER = "OTHER";
}
