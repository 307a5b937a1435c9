package io.coinslot.simulators.accountprovider;

/** What an assertion proves, rightly or wrongly. */
public enum AssertionProof {
    /** What it says is so. */
    VALID,
    /** It was valid a while ago. */
    EXPIRED,
    /** It is signed with a key that nobody knows, under the name of the right one. */
    WRONG_KEY,
    /** It is meant for somebody else. */
    WRONG_AUDIENCE,
    /** It is about another account. */
    OTHER_ACCOUNT,
    /** It is bound to the key of another device. */
    OTHER_DEVICE,
    /** It is valid for a whole day. */
    LONG_LIVED,
    /** It is for somebody else to present. */
    OTHER_PRESENTER
}
