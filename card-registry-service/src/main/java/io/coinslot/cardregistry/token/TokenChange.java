package io.coinslot.cardregistry.token;

/** What a financial company is told of a token. */
public enum TokenChange {
    /** It is held back. */
    SUSPEND,
    /** It is let go by one who held it back. */
    UNSUSPEND,
    /** It is gone. */
    DELETE
}
