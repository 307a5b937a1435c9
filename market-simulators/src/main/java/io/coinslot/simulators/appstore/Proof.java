package io.coinslot.simulators.appstore;

/** What a signed text proves, rightly or wrongly. */
enum Proof {
    /** Signed by the store. */
    VALID,
    /** Not signed at all, as Xcode and local testing leave it. */
    NONE,
    /** Under the store's certificates, but by a key that is not the last one's. */
    WRONG_KEY,
    /** Rightly signed, under a root of somebody else's. */
    WRONG_ROOT
}
