package io.coinslot.simulators.tosspayments;

/** The states of a payment, as Toss Payments names them. */
enum Status {
    /** The payment window is open; the player has proven nothing yet. */
    READY,
    /** The player has authorised it; it is lost unless it is confirmed within ten minutes. */
    IN_PROGRESS,
    /** Confirmed by a virtual account that nobody has paid into yet. */
    WAITING_FOR_DEPOSIT,
    /** Paid. */
    DONE,
    /** All of it went back, or it was called off before the deposit. */
    CANCELED,
    /** A part of it went back. */
    PARTIAL_CANCELED,
    /** The confirmation failed. */
    ABORTED,
    /** Not confirmed, or not paid into the account, in time. */
    EXPIRED;

    boolean holdsMoney() {
        return this == DONE || this == PARTIAL_CANCELED;
    }

    boolean hasDeadline() {
        return this == READY || this == IN_PROGRESS || this == WAITING_FOR_DEPOSIT;
    }
}
