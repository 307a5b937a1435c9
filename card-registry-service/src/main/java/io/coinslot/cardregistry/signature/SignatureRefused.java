package io.coinslot.cardregistry.signature;

/** A message is not signed as it must be. */
public final class SignatureRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        SIGNATURE_MISSING,
        SIGNATURE_INVALID,
        SIGNATURE_STALE,
        KEY_UNKNOWN,
        DIGEST_MISMATCH,
        WRONG_RECEIVER
    }

    private final Reason reason;

    public SignatureRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
