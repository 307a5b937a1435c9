package io.coinslot.simulators.issuer;

/** Who can keep a token from paying; each lifts only what it has done itself. */
enum Suspender {
    /** The company. */
    ISSUER,
    /** The payment server. */
    TOKEN_REQUESTOR,
    /** The one whose card it is. */
    CARDHOLDER,
    /** The lock of the device. */
    DEVICE_LOCKED
}
