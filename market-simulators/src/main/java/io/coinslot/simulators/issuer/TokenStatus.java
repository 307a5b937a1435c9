package io.coinslot.simulators.issuer;

/** The states of a device token. */
enum TokenStatus {
    /** It waits for the cardholder's code. */
    INACTIVE,
    /** It pays. */
    ACTIVE,
    /** At least one suspender keeps it from paying. */
    SUSPENDED,
    /** It is deleted for good. */
    DEACTIVATED
}
