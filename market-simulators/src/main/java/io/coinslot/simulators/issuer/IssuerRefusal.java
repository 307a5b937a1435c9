package io.coinslot.simulators.issuer;

import io.coinslot.simulators.sealing.SealRefusal;
import io.coinslot.simulators.signing.SignatureRefusal;
import org.jspecify.annotations.Nullable;

/** A request that the company refuses, before either interface words it. No text in it holds anything of a card. */
final class IssuerRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String field;
    private final @Nullable String tokenUniqueReference;
    private final long retryAfterSeconds;

    private IssuerRefusal(
            int status,
            String code,
            String detail,
            @Nullable String field,
            @Nullable String tokenUniqueReference,
            long retryAfterSeconds) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
        this.tokenUniqueReference = tokenUniqueReference;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static IssuerRefusal of(int status, String code, String detail) {
        return new IssuerRefusal(status, code, detail, null, null, 0);
    }

    static IssuerRefusal missing(String field) {
        return new IssuerRefusal(400, "MISSING_REQUIRED_FIELD", field + " is required.", field, null, 0);
    }

    static IssuerRefusal invalid(String field, String what) {
        return new IssuerRefusal(400, "INVALID_FIELD_VALUE", field + " " + what, field, null, 0);
    }

    static IssuerRefusal length(String field, int most) {
        String detail = field + " has more than " + most + " characters.";
        return new IssuerRefusal(400, "INVALID_FIELD_LENGTH", detail, field, null, 0);
    }

    static IssuerRefusal notFound(String code, String what) {
        return of(404, code, "There is no such " + what + ".");
    }

    static IssuerRefusal conflict(String code, String detail) {
        return of(409, code, detail);
    }

    static IssuerRefusal alreadyThere(@Nullable String tokenUniqueReference) {
        return new IssuerRefusal(
                409,
                "TOKEN_ALREADY_EXISTS",
                "The card has a token in this payment application already.",
                null,
                tokenUniqueReference,
                0);
    }

    static IssuerRefusal tooMany(String code, String detail, long retryAfterSeconds) {
        return new IssuerRefusal(429, code, detail, null, null, retryAfterSeconds);
    }

    static IssuerRefusal sealed(SealRefusal refusal) {
        return of(400, refusal.code().name(), refusal.detail());
    }

    static IssuerRefusal unsigned(SignatureRefusal refusal) {
        return of(refusal.code().status(), refusal.code().name(), refusal.detail());
    }

    /** A failure that has nothing to do with the request. */
    static IssuerRefusal ofStatus(int status) {
        return of(
                status, status == 503 ? "SERVICE_UNAVAILABLE" : "SYSTEM_ERROR", "The company cannot answer just now.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    @Nullable
    String field() {
        return field;
    }

    @Nullable
    String tokenUniqueReference() {
        return tokenUniqueReference;
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    boolean isRecoverable() {
        return status >= 500 || status == 429;
    }
}
