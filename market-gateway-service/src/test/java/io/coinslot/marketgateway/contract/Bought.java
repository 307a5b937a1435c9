package io.coinslot.marketgateway.contract;

import io.coinslot.marketgateway.payment.Receipt;

/**
 * What the player's device holds after buying.
 *
 * @param about the field by which the simulator's control interface finds the sale
 */
record Bought(Receipt receipt, String about) {
    static Bought of(Receipt receipt, String field, String value) {
        return new Bought(receipt, "\"" + field + "\":\"" + value + "\"");
    }
}
