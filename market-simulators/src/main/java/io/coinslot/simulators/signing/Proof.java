package io.coinslot.simulators.signing;

/** What a signed message proves, rightly or wrongly. */
public enum Proof {
    /** Signed as it should be. */
    VALID,
    /** Not signed at all. */
    NONE,
    /** Signed with a key that nobody knows, under the name of the right one. */
    WRONG_KEY,
    /** Signed an hour ago. */
    STALE,
    /** Changed after it was signed. */
    TAMPERED,
    /** Signed for somebody else. */
    WRONG_RECEIVER
}
