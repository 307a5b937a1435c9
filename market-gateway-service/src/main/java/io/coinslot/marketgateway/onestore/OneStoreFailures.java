package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.transport.JsonExchange.Answer;

/** What ONE store's error codes mean. Only the codes that say so are final: a front server's 404 is no verdict. */
final class OneStoreFailures {
    /** The state does not allow the step: the purchase is read again, and tells why. */
    static final String INVALID_STATE = "INVALID_STATE";

    private OneStoreFailures() {}

    /** Whether the access token is refused, and another one may not be. */
    static boolean isOfToken(Answer answer) {
        return switch (code(answer)) {
            case "AccessTokenExpired", "InvalidAccessToken" -> true;
            default -> false;
        };
    }

    static MarketFailure of(Answer answer) {
        return switch (code(answer)) {
            case "NoSuchData" -> MarketFailure.declined("NOT_FOUND", text(answer));
            case "InvalidRequest" -> MarketFailure.declined("INVALID_RECEIPT", text(answer));
            case "DeveloperPayloadNotMatch" -> MarketFailure.declined("BUYER_MISMATCH", text(answer));
            case "AccessTokenExpired", "InvalidAccessToken", "UnauthorizedAccess", "AccessBlocked" ->
                MarketFailure.declined(MarketFailure.ACCESS_REFUSED, text(answer));
            case "InvalidConsumeState", "InvalidPurchaseState" -> later(INVALID_STATE, answer);
            default -> ofStatus(answer);
        };
    }

    /** A failure to get an access token: the call that needed it was never sent. */
    static MarketFailure ofTokenEndpoint(Answer answer) {
        boolean isRefusal = !code(answer).isEmpty() && answer.status() / 100 == 4 && answer.status() != 429;
        return isRefusal
                ? MarketFailure.declined(MarketFailure.ACCESS_REFUSED, "no access token is given: " + text(answer))
                : new MarketFailure(Kind.NOT_SENT, "NO_ACCESS_TOKEN", text(answer), answer.retryAfter(), null);
    }

    static MarketFailure ofTokenEndpoint(MarketFailure unreached) {
        return new MarketFailure(
                Kind.NOT_SENT, "NO_ACCESS_TOKEN", String.valueOf(unreached.getMessage()), null, unreached);
    }

    /** An answer that is none: it says nothing about what was asked. */
    static MarketFailure malformed(String what) {
        return new MarketFailure(Kind.RETRY_LATER, "MALFORMED_ANSWER", what, null, null);
    }

    private static MarketFailure ofStatus(Answer answer) {
        return later(answer.status() == 429 ? MarketFailure.RATE_LIMITED : "HTTP_" + answer.status(), answer);
    }

    private static MarketFailure later(String code, Answer answer) {
        return new MarketFailure(Kind.RETRY_LATER, code, text(answer), answer.retryAfter(), null);
    }

    private static String text(Answer answer) {
        String code = code(answer);
        return code.isEmpty()
                ? "HTTP " + answer.status()
                : code + ": " + answer.body().path("error").path("message").asString("");
    }

    /** Empty if it is not ONE store's API that has answered. */
    private static String code(Answer answer) {
        return answer.body().path("error").path("code").asString("");
    }
}
