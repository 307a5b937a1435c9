package io.coinslot.marketgateway.contract;

/** A call to a market that can be met by a fault of its own. */
enum Call {
    VERIFY,
    CONFIRM,
    FINISH,
    REFUND
}
