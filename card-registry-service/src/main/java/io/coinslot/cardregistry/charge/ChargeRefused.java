package io.coinslot.cardregistry.charge;

/** The token is not to be paid with. */
public final class ChargeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** There is no such token of this user of this service. */
        TOKEN_UNKNOWN,
        TOKEN_INACTIVE,
        TOKEN_SUSPENDED,
        TOKEN_DELETED,
        /** The financial company gives nothing to pay with, for a reason of its own. */
        ISSUER_REFUSED
    }

    private final Reason reason;

    public ChargeRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
