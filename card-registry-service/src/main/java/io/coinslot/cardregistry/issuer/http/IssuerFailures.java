package io.coinslot.cardregistry.issuer.http;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.number.PartnerTexts;
import io.coinslot.cardregistry.signature.http.SignedExchange.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What it means that a financial company did not answer, or answered with an error. */
final class IssuerFailures {
    private static final String UNAVAILABLE = "ISSUER_UNAVAILABLE";

    private IssuerFailures() {}

    /** Without a connection nothing was sent; after that the request may have got through. */
    static IssuerFailure of(IOException failure) {
        boolean notSent = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
        return new IssuerFailure(notSent ? Kind.RETRY_LATER : Kind.UNKNOWN, UNAVAILABLE, null, failure);
    }

    /**
     * A server's error may come after the work was done; that our signature is refused is mended by operators. What the
     * company calls recoverable it will do later: it is well, and asked again.
     */
    static IssuerFailure of(Answer answer, String code, JsonNode error) {
        IssuerFailure failure = of(answer, code);
        boolean isRecoverable = failure.kind() == Kind.REFUSED
                && error.path("recoverable").asBoolean(false)
                && !failure.saysTokenExists()
                && !failure.saysTokenIsGone();
        Duration asked = answer.retryAfter();
        return isRecoverable
                ? new IssuerFailure(Kind.RETRY_LATER, failure.code(), asked == null ? Duration.ZERO : asked, null)
                : failure;
    }

    private static IssuerFailure of(Answer answer, String code) {
        String known = PartnerTexts.isCode(code) ? code : "HTTP_" + answer.status();
        Kind kind = switch (answer.status()) {
            case 401, 403, 429 -> Kind.RETRY_LATER;
            case 408 -> Kind.UNKNOWN;
            default -> answer.status() / 100 == 4 ? Kind.REFUSED : Kind.UNKNOWN;
        };
        return new IssuerFailure(kind, known, answer.retryAfter(), null);
    }

    /** An answer that cannot be read tells nothing about what was done. */
    static IssuerFailure unreadable() {
        return new IssuerFailure(Kind.UNKNOWN, "ANSWER_UNREADABLE", null, null);
    }
}
