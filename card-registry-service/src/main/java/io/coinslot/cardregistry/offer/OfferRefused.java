package io.coinslot.cardregistry.offer;

/** A peer does not get what it asks for. */
public final class OfferRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, and the HTTP status it is told with. */
    public enum Reason {
        ACCOUNT_MISMATCH(403),
        DEVICE_MISMATCH(403),
        CONSENT_MISSING(403),
        PURPOSE_NOT_ALLOWED(403),
        AUDIENCE_NOT_ALLOWED(403),
        ASSERTION_INVALID(401),
        ASSERTION_EXPIRED(401),
        ASSERTION_WRONG_AUDIENCE(401),
        ASSERTION_WRONG_PRESENTER(401),
        CARD_NOT_FOUND(404),
        CARD_REMOVED(410),
        CARD_REPLACED(410),
        CARD_REFERENCE_EXPIRED(410);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Reason reason;

    public OfferRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
