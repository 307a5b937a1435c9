package io.coinslot.marketgateway.charge;

import org.jspecify.annotations.Nullable;

/** There is nothing to charge a token with. Nothing was charged. */
public final class CredentialFailure extends Exception {
    /** No card registry is set up. */
    public static final String NO_REGISTRY = "NO_CARD_REGISTRY";

    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean refused;

    private CredentialFailure(String code, boolean refused, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.code = code;
        this.refused = refused;
    }

    /** The token may not be charged. */
    public static CredentialFailure refused(String code, String message) {
        return new CredentialFailure(code, true, message, null);
    }

    /** Nobody answered, or not now: asking again is safe. */
    public static CredentialFailure unanswered(String message, @Nullable Throwable cause) {
        return new CredentialFailure("CARD_REGISTRY_NOT_ANSWERING", false, message, cause);
    }

    /** TOKEN_UNKNOWN, TOKEN_INACTIVE, TOKEN_SUSPENDED, TOKEN_DELETED, ISSUER_REFUSED … */
    public String code() {
        return code;
    }

    public boolean isRefused() {
        return refused;
    }
}
