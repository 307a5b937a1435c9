package io.coinslot.marketgateway.googleplay;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.transport.ConnectionFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the library's exceptions mean. */
final class PlayFailures {
    /** The purchase is in a state that does not allow the call: it is read again, not called again. */
    static final String INVALID_STATE = "INVALID_STATE";

    private PlayFailures() {}

    static MarketFailure of(IOException failure) {
        if (failure instanceof Retryable token) {
            return ofTokenEndpoint(token, failure);
        }
        return failure instanceof HttpResponseException answer ? ofAnswer(answer) : ConnectionFailures.of(failure);
    }

    /** Without an access token the call itself was never sent. */
    private static MarketFailure ofTokenEndpoint(Retryable token, IOException failure) {
        return token.isRetryable() || !(failure.getCause() instanceof HttpResponseException)
                ? new MarketFailure(
                        Kind.NOT_SENT, "NO_ACCESS_TOKEN", String.valueOf(failure.getMessage()), null, failure)
                : accessRefused("no access token is given for the service account");
    }

    private static MarketFailure ofAnswer(HttpResponseException answer) {
        String reason = reason(answer);
        String message = message(answer);
        if (error(answer) == null && isFinal(answer.getStatusCode())) {
            return later("HTTP_" + answer.getStatusCode(), answer);
        }
        return switch (answer.getStatusCode()) {
            case 400 -> MarketFailure.declined(codeOfBadRequest(reason, message), message);
            case 401 -> accessRefused(message);
            case 403 ->
                reason.contains("limit") || reason.contains("quota") ? rateLimited(answer) : accessRefused(message);
            case 404, 410 -> MarketFailure.declined("NOT_FOUND", message);
            case 429 -> rateLimited(answer);
            // 409 is a concurrent update of the same purchase; the rest is the market's own trouble.
            default -> later("HTTP_" + answer.getStatusCode(), answer);
        };
    }

    /** A status that is Google's verdict, if it is Google who answers: a page of a front server is none. */
    private static boolean isFinal(int status) {
        return status == 400 || status == 404 || status == 410;
    }

    private static String codeOfBadRequest(String reason, String message) {
        if (reason.contains("packagename")) {
            return "APPLICATION_MISMATCH";
        }
        if (reason.contains("productid")) {
            return "PRODUCT_MISMATCH";
        }
        if (reason.contains("state") || message.contains("not in a valid state")) {
            return INVALID_STATE;
        }
        return "INVALID_RECEIPT";
    }

    private static MarketFailure accessRefused(String message) {
        return MarketFailure.declined(MarketFailure.ACCESS_REFUSED, message);
    }

    private static MarketFailure rateLimited(HttpResponseException answer) {
        return later(MarketFailure.RATE_LIMITED, answer);
    }

    private static MarketFailure later(String code, HttpResponseException answer) {
        return new MarketFailure(Kind.RETRY_LATER, code, message(answer), retryAfter(answer), answer);
    }

    private static @Nullable Duration retryAfter(HttpResponseException answer) {
        String seconds =
                answer.getHeaders() == null ? null : answer.getHeaders().getRetryAfter();
        return seconds != null && seconds.matches("[0-9]{1,4}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private static String reason(HttpResponseException answer) {
        GoogleJsonError error = error(answer);
        return error == null || error.getErrors() == null || error.getErrors().isEmpty()
                ? ""
                : String.valueOf(error.getErrors().getFirst().getReason()).toLowerCase(Locale.ROOT);
    }

    private static String message(HttpResponseException answer) {
        GoogleJsonError error = error(answer);
        return error == null || error.getMessage() == null ? "HTTP " + answer.getStatusCode() : error.getMessage();
    }

    private static @Nullable GoogleJsonError error(HttpResponseException answer) {
        return answer instanceof GoogleJsonResponseException json ? json.getDetails() : null;
    }
}
