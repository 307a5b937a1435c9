package io.coinslot.cardregistry.issuer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A financial company did not do what it was asked. Never carries what was sent or answered. */
public final class IssuerFailure extends Exception {
    /** The card has a token on the payment app instance already. */
    public static final String TOKEN_ALREADY_EXISTS = "TOKEN_ALREADY_EXISTS";

    private static final long serialVersionUID = 1L;

    /** What a failure means. */
    public enum Kind {
        /** It never got the request, or says that it did nothing and may do it later. */
        RETRY_LATER,
        /** It may have done it or not. */
        UNKNOWN,
        /** It will not do it. */
        REFUSED
    }

    private final Kind kind;
    private final String code;
    private final @Nullable Duration retryAfter;
    private final @Nullable String tokenUniqueReference;

    public IssuerFailure(Kind kind, String code, @Nullable Duration retryAfter, @Nullable Exception cause) {
        this(kind, code, retryAfter, null, cause);
    }

    private IssuerFailure(
            Kind kind,
            String code,
            @Nullable Duration retryAfter,
            @Nullable String tokenUniqueReference,
            @Nullable Exception cause) {
        super(kind + " " + code, cause);
        this.kind = kind;
        this.code = code;
        this.retryAfter = retryAfter;
        this.tokenUniqueReference = tokenUniqueReference;
    }

    /** The same failure, because of a token that the company names, if it names one. */
    public IssuerFailure becauseOf(@Nullable String reference) {
        return reference == null ? this : new IssuerFailure(kind, code, retryAfter, reference, this);
    }

    public Kind kind() {
        return kind;
    }

    /** Its reason code, such as TOKEN_ALREADY_EXISTS. */
    public String code() {
        return code;
    }

    /** The token that it names as the reason, or null. */
    public @Nullable String tokenUniqueReference() {
        return tokenUniqueReference;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Whether it says that the company is ill: one that refuses, or names a time, is well. */
    public boolean isOfIllness() {
        return kind != Kind.REFUSED && retryAfter == null;
    }

    /** Whether it says that the card has a token on the payment app instance already. */
    public boolean saysTokenExists() {
        return kind == Kind.REFUSED && code.equals(TOKEN_ALREADY_EXISTS);
    }

    /** Whether it says that the token is no more, or never was. That is known by name alone, not by a status. */
    public boolean saysTokenIsGone() {
        return kind == Kind.REFUSED && (code.equals("TOKEN_DEACTIVATED") || code.equals("TOKEN_NOT_FOUND"));
    }
}
