package io.coinslot.simulators.issuer;

/** What the company says to the registration of a card on a device. */
enum Decision {
    /** The device gets an active token. */
    APPROVED,
    /** There will be no token. */
    DECLINED,
    /** The device gets a token that the cardholder has to activate with a code. */
    REQUIRE_ADDITIONAL_AUTHENTICATION,
    /** Somebody has yet to look at it. */
    PENDING
}
