package io.coinslot.marketgateway.galaxystore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.transport.JsonExchange.Answer;
import tools.jackson.databind.JsonNode;

/** What Galaxy Store's refusals mean. */
final class GalaxyFailures {
    private static final int NO_SUCH_ORDER = 9135;
    private static final int INVALID_ID = 9153;
    private static final String CODE = "[A-Z][A-Z0-9_]{0,63}";

    private GalaxyFailures() {}

    /** Of the Developer API: {@code {"code","message"}} under a status. */
    static MarketFailure of(Answer answer) {
        int status = answer.status();
        return switch (status) {
            case 401, 403 -> MarketFailure.declined(MarketFailure.ACCESS_REFUSED, message(answer));
            case 404 -> MarketFailure.declined("NOT_FOUND", message(answer));
            case 429 -> later(MarketFailure.RATE_LIMITED, answer);
            case 408 -> later("HTTP_408", answer);
            default ->
                status / 100 == 4
                        ? MarketFailure.declined(code(answer), message(answer))
                        : later("HTTP_" + status, answer);
        };
    }

    /**
     * Of the receipt API: {@code {"status":"fail","errorCode"}}, as a rule under status 200. Only the two codes that say
     * that there is no such purchase are final. Anything else may pass: a receipt that was paid for must not be refused
     * because of a market that is ill.
     */
    static MarketFailure ofReceipt(Answer answer) {
        JsonNode body = answer.body();
        int errorCode = body.path("status").asString("").equals("fail")
                ? body.path("errorCode").asInt(0)
                : 0;
        if (errorCode == NO_SUCH_ORDER) {
            return MarketFailure.declined("NOT_FOUND", "Galaxy Store knows no such purchase");
        }
        if (errorCode == INVALID_ID) {
            return MarketFailure.declined("INVALID_RECEIPT", "Galaxy Store says that this is no purchase id");
        }
        if (answer.isSuccess()) {
            return later(errorCode == 0 ? "ANSWER_NOT_READ" : "FAIL_" + errorCode, answer);
        }
        return answer.status() == 429
                ? later(MarketFailure.RATE_LIMITED, answer)
                : later("HTTP_" + answer.status(), answer);
    }

    static MarketFailure later(String code, Answer answer) {
        return new MarketFailure(Kind.RETRY_LATER, code, message(answer), answer.retryAfter(), null);
    }

    private static String code(Answer answer) {
        String code = answer.body().path("code").asString("");
        return code.matches(CODE) ? code : "HTTP_" + answer.status();
    }

    private static String message(Answer answer) {
        String message = answer.body().path("message").asString("");
        return message.isBlank() ? "Galaxy Store answered " + answer : "Galaxy Store: " + message;
    }
}
