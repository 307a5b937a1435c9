package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.transport.JsonExchange;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Toss Payments' error codes mean. The code tells, not the status: PROVIDER_ERROR is a 400 after which the money may
 * have moved. Source: the reference's page of error codes.
 */
final class TossFailures {
    static final String ALREADY_PROCESSED = "ALREADY_PROCESSED_PAYMENT";
    static final String NOT_FOUND = "NOT_FOUND";

    private static final Set<String> OURS =
            Set.of("UNAUTHORIZED_KEY", "INVALID_API_KEY", "INCORRECT_BASIC_AUTH_FORMAT", "FORBIDDEN_REQUEST");
    /** The work may have been done before it failed; the same key repeats this answer, so only reading tells. */
    private static final Set<String> MAY_BE_DONE = Set.of(
            "PROVIDER_ERROR",
            "CARD_PROCESSING_ERROR",
            "FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING",
            "FAILED_INTERNAL_SYSTEM_PROCESSING",
            "UNKNOWN_PAYMENT_ERROR",
            "FAILED_REFUND_PROCESS",
            "FAILED_PARTIAL_REFUND",
            "FAILED_METHOD_HANDLING_CANCEL",
            "COMMON_ERROR");

    private static final List<String> FINAL_PREFIXES = List.of(
            "REJECT_",
            "INVALID_",
            "EXCEED_",
            "NOT_CANCELABLE_",
            "NOT_FOUND",
            "NOT_ALLOWED_",
            "NOT_SUPPORTED_",
            "NOT_REGISTERED_",
            "RESTRICTED_",
            "ALREADY_");
    private static final Set<String> FINAL = Set.of(
            "BELOW_MINIMUM_AMOUNT",
            "FDS_ERROR",
            "UNAPPROVED_ORDER_ID",
            "NOT_AVAILABLE_PAYMENT",
            "REFUND_REJECTED",
            "NOT_MATCHES_REFUNDABLE_AMOUNT",
            "FORBIDDEN_BANK_REFUND_REQUEST");

    private TossFailures() {}

    /** @param changing whether the request was one that moves money */
    static MarketFailure of(JsonExchange.Answer answer, boolean changing) {
        int status = answer.status();
        String code = answer.body().path("code").asString("HTTP_" + status);
        String message = answer.body().path("message").asString("HTTP " + status);
        if (OURS.contains(code)) {
            return MarketFailure.declined(MarketFailure.ACCESS_REFUSED, code + ": " + message);
        }
        if (status == 429 || code.equals("FORBIDDEN_CONSECUTIVE_REQUEST")) {
            return later(MarketFailure.RATE_LIMITED, message, answer);
        }
        // The first request under this key is still under way: it is asked again, and then answers.
        if (code.equals("IDEMPOTENT_REQUEST_PROCESSING") || code.equals("NOT_AVAILABLE_BANK")) {
            return later(code, message, answer);
        }
        if (isFinal(status, code)) {
            return MarketFailure.declined(code, message);
        }
        return changing ? failure(Kind.UNKNOWN, code, message) : later(code, message, answer);
    }

    private static MarketFailure later(String code, String message, JsonExchange.Answer answer) {
        return new MarketFailure(Kind.RETRY_LATER, code, message, answer.retryAfter(), null);
    }

    /** A code that is not on the page, or none, is no refusal: what was sent may have been done. */
    private static boolean isFinal(int status, String code) {
        return status < 500
                && !MAY_BE_DONE.contains(code)
                && (FINAL.contains(code) || FINAL_PREFIXES.stream().anyMatch(code::startsWith));
    }

    static MarketFailure unreadable(boolean changing) {
        return failure(
                changing ? Kind.UNKNOWN : Kind.RETRY_LATER, "NOT_JSON", "The answer is not the JSON that was expected");
    }

    /** What is told of a payment makes no sense to us; it is looked at again until an operator does. */
    static MarketFailure notUnderstood(String what) {
        return failure(Kind.RETRY_LATER, "RECORD_NOT_UNDERSTOOD", what);
    }

    /** It was confirmed, or said to be, and the record does not show it yet. */
    static MarketFailure notShownYet(String what) {
        return failure(Kind.UNKNOWN, "NOT_SHOWN_YET", what);
    }

    static boolean isNotFound(MarketFailure failure) {
        return failure.kind() == Kind.DECLINED && failure.code().startsWith(NOT_FOUND);
    }

    private static MarketFailure failure(Kind kind, String code, @Nullable String message) {
        return new MarketFailure(kind, code, String.valueOf(message), null, null);
    }
}
