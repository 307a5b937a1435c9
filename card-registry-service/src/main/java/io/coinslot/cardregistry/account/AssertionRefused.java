package io.coinslot.cardregistry.account;

/** An assertion does not show what it should. */
public final class AssertionRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** No signature of a provider we know, another type of token, or claims that are missing. */
        ASSERTION_INVALID,
        ASSERTION_EXPIRED,
        /** It is valid for longer than assertions may be. */
        ASSERTION_LONG_LIVED,
        /** Made for somebody else. */
        ASSERTION_WRONG_AUDIENCE,
        /** Somebody else may present it. */
        ASSERTION_WRONG_PRESENTER,
        /** Bound to the key of another device. */
        ASSERTION_OTHER_DEVICE,
        /** It served for another registration. */
        ASSERTION_REPLAYED
    }

    private final Reason reason;

    public AssertionRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
