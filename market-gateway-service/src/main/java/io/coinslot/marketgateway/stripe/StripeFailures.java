package io.coinslot.marketgateway.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.transport.ConnectionFailures;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the library's exceptions mean. */
final class StripeFailures {
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private StripeFailures() {}

    /**
     * A conflict is another request for the same object or with the same key under way, whatever else it is called.
     *
     * @param shouldRetry what Stripe advised with its answer, or null: it decides where it is given
     */
    static MarketFailure of(StripeException failure, @Nullable Boolean shouldRetry) {
        if (status(failure) == CONFLICT) {
            return later("HTTP_409", failure);
        }
        return switch (failure) {
            case ApiConnectionException e -> ConnectionFailures.of(e);
            case RateLimitException e -> later(MarketFailure.RATE_LIMITED, e);
            case CardException e -> MarketFailure.declined(cardCode(e), message(e));
            case PermissionException e -> MarketFailure.declined(MarketFailure.ACCESS_REFUSED, message(e));
            case AuthenticationException e -> MarketFailure.declined(MarketFailure.ACCESS_REFUSED, message(e));
            case IdempotencyException e -> MarketFailure.declined("IDEMPOTENCY_KEY_REUSED", message(e));
            case InvalidRequestException e
            when !Boolean.TRUE.equals(shouldRetry) && status(e) != CONFLICT ->
                MarketFailure.declined(status(e) == 404 ? "NOT_FOUND" : code(e), message(e));
            default -> ofAnswer(failure, shouldRetry);
        };
    }

    /**
     * A server error has left nothing undone that reading again would not find: the outcome of nothing is unknown. Nor is
     * there a verdict in an answer that cannot be read.
     */
    static MarketFailure ofReading(StripeException failure, @Nullable Boolean shouldRetry) {
        return status(failure) >= SERVER_ERROR || isUnreadable(failure)
                ? later("HTTP_" + status(failure), failure)
                : of(failure, shouldRetry);
    }

    /** A server error may have done its work before it failed; so has, for all we know, what is answered unreadably. */
    private static MarketFailure ofAnswer(StripeException failure, @Nullable Boolean shouldRetry) {
        int status = status(failure);
        if (status == TOO_MANY) {
            return later(MarketFailure.RATE_LIMITED, failure);
        }
        if (Boolean.TRUE.equals(shouldRetry)) {
            return later("HTTP_" + status, failure);
        }
        return status >= SERVER_ERROR || status == 0 || isUnreadable(failure)
                ? new MarketFailure(Kind.UNKNOWN, "HTTP_" + status, message(failure), null, cause(failure))
                : MarketFailure.declined(code(failure), message(failure));
    }

    /** Whether the answer is not one of Stripe's: a page of a proxy, or half a body, under whatever status. */
    private static boolean isUnreadable(StripeException failure) {
        return failure instanceof ApiException && failure.getStripeError() == null;
    }

    private static MarketFailure later(String code, StripeException failure) {
        return new MarketFailure(Kind.RETRY_LATER, code, message(failure), null, cause(failure));
    }

    private static String cardCode(CardException failure) {
        return failure.getDeclineCode() == null ? code(failure) : upper(failure.getDeclineCode());
    }

    private static String code(StripeException failure) {
        return failure.getCode() == null ? "INVALID_REQUEST" : upper(failure.getCode());
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }

    private static int status(StripeException failure) {
        return failure.getStatusCode() == null ? 0 : failure.getStatusCode();
    }

    /** Of what cannot be read the library quotes the whole body, which may hold a client's secret: nobody shall print it. */
    private static @Nullable StripeException cause(StripeException failure) {
        return isUnreadable(failure) ? null : failure;
    }

    private static String message(StripeException failure) {
        if (isUnreadable(failure)) {
            return "HTTP " + status(failure) + ", and the answer cannot be read";
        }
        return failure.getUserMessage() == null ? String.valueOf(failure.getMessage()) : failure.getUserMessage();
    }
}
