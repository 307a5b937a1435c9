package io.coinslot.cardregistry.peer;

/** A peer did not do what it was asked. Never carries what was sent or answered. */
public final class PeerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** What a failure means. */
    public enum Kind {
        /** It may do it the next time. */
        UNAVAILABLE,
        /** It will not do it. */
        REFUSED,
        /** Its answer is not signed as it must be, or is not what was asked for. */
        ANSWER_INVALID
    }

    private final Kind kind;
    private final String code;

    public PeerFailure(Kind kind, String code) {
        super(kind + " " + code);
        this.kind = kind;
        this.code = code;
    }

    public PeerFailure(Kind kind, String code, Exception cause) {
        super(kind + " " + code, cause);
        this.kind = kind;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    /** The peer's own code where it gave one, such as CARD_REMOVED. */
    public String code() {
        return code;
    }
}
