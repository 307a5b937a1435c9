package io.coinslot.simulators.galaxystore;

/** How a purchase stands at Galaxy Store. */
enum State {
    /** Begun; whether it will be paid is not known. The store documents no such state, so its receipt just fails. */
    PENDING,
    PAID,
    /** It came to nothing. */
    FAILED,
    /** The money went back. */
    REFUNDED
}
