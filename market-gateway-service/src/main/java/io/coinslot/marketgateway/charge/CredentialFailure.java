package io.coinslot.marketgateway.charge;

import org.jspecify.annotations.Nullable;

/** There is nothing to charge a token with. Nothing was charged. */
public final class CredentialFailure extends Exception {
    /** No card registry is set up. */
    public static final String NO_REGISTRY = "NO_CARD_REGISTRY";

    private static final String NOT_ANSWERING = "CARD_REGISTRY_NOT_ANSWERING";
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean refused;
    private final boolean ofIllness;

    private CredentialFailure(
            String code, boolean refused, boolean ofIllness, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.code = code;
        this.refused = refused;
        this.ofIllness = ofIllness;
    }

    /** The token may not be charged. */
    public static CredentialFailure refused(String code, String message) {
        return new CredentialFailure(code, true, false, message, null);
    }

    /** Nobody answered: asking again is safe. */
    public static CredentialFailure unanswered(String message, @Nullable Throwable cause) {
        return new CredentialFailure(NOT_ANSWERING, false, true, message, cause);
    }

    /** There was an answer, or nobody was asked, and the credential is not to be had now: asking again is safe. */
    public static CredentialFailure notNow(String message) {
        return new CredentialFailure(NOT_ANSWERING, false, false, message, null);
    }

    /** TOKEN_UNKNOWN, TOKEN_INACTIVE, TOKEN_SUSPENDED, TOKEN_DELETED, ISSUER_REFUSED … */
    public String code() {
        return code;
    }

    public boolean isRefused() {
        return refused;
    }

    /** Whether it says that the registry is ill, rather than that this one token cannot pay now. */
    boolean isOfIllness() {
        return ofIllness;
    }
}
