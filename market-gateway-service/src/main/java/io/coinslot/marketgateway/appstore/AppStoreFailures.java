package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.client.APIException;
import com.apple.itunes.storekit.verification.VerificationException;
import com.apple.itunes.storekit.verification.VerificationStatus;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the library's exceptions mean. Whatever we ask of the App Store reads, or may be asked again without harm, so an
 * answer that it is unwell is never an unknown outcome.
 */
final class AppStoreFailures {
    static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private static final long INVALID_APP = 4_000_002;
    private static final long ACCOUNT_NOT_FOUND_RETRYABLE = 4_040_002;
    private static final long APP_NOT_FOUND = 4_040_003;
    private static final long APP_NOT_FOUND_RETRYABLE = 4_040_004;
    private static final long ORIGINAL_NOT_FOUND_RETRYABLE = 4_040_006;
    private static final long INVALID_TRANSACTION_ID = 4_000_006;
    private static final long TRANSACTION_NOT_FOUND = 4_040_010;
    private static final long RATE_LIMIT_EXCEEDED = 4_290_000;

    private AppStoreFailures() {}

    /** @param retryAfter how long the answer asked to wait, if it did */
    static MarketFailure of(APIException failure, @Nullable Duration retryAfter) {
        int status = failure.getHttpStatusCode();
        String message = message(failure);
        if (status / 100 == 2) {
            return unreadable(message);
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return MarketFailure.declined(MarketFailure.ACCESS_REFUSED, message);
        }
        if (status == TOO_MANY || code(failure) == RATE_LIMIT_EXCEEDED) {
            return later(MarketFailure.RATE_LIMITED, message, retryAfter, failure);
        }
        return isTemporary(failure)
                ? later("APPLE_" + number(failure), message, retryAfter, failure)
                : MarketFailure.declined(finalCode(failure), message);
    }

    /** Of Apple is only what carries one of Apple's codes: a page of a front server is no verdict. */
    private static boolean isTemporary(APIException failure) {
        long code = code(failure);
        return failure.getHttpStatusCode() >= SERVER_ERROR
                || failure.getRawApiError() == null
                || code == ACCOUNT_NOT_FOUND_RETRYABLE
                || code == APP_NOT_FOUND_RETRYABLE
                || code == ORIGINAL_NOT_FOUND_RETRYABLE;
    }

    /** An application that Apple does not know for our key is a matter of the link, not of the receipt. */
    private static String finalCode(APIException failure) {
        long code = code(failure);
        if (code == INVALID_APP || code == APP_NOT_FOUND) {
            return MarketFailure.ACCESS_REFUSED;
        }
        if (code == INVALID_TRANSACTION_ID || code == TRANSACTION_NOT_FOUND) {
            return "NOT_FOUND";
        }
        return "APPLE_" + number(failure);
    }

    /** What was asked for was answered, and not as the document says: it is asked again. */
    static MarketFailure unreadable(String message) {
        return new MarketFailure(Kind.RETRY_LATER, "ANSWER_UNREADABLE", message, null, null);
    }

    /**
     * Apple's own record is not proven. Of another application or environment it is for good; anything else is rather a
     * root that is not configured here than a verdict on what was paid.
     */
    static MarketFailure ofRecord(VerificationException failure) {
        return switch (failure.getStatus()) {
            case INVALID_APP_IDENTIFIER ->
                MarketFailure.declined("APPLICATION_MISMATCH", "The transaction is of another application");
            case INVALID_ENVIRONMENT ->
                MarketFailure.declined("ENVIRONMENT_MISMATCH", "The transaction is of another environment");
            default ->
                notChecked(failure)
                        ? unchecked(failure)
                        : later(
                                "RECORD_NOT_PROVEN",
                                "Apple's record is not signed under a configured root: " + failure.getStatus(),
                                null,
                                failure);
        };
    }

    /** Whether the issuer could not be asked, so that nothing is known about the signature. */
    static boolean notChecked(VerificationException failure) {
        return failure.getStatus() == VerificationStatus.RETRYABLE_VERIFICATION_FAILURE;
    }

    static MarketFailure unchecked(VerificationException failure) {
        return later("CERTIFICATE_NOT_CHECKED", "The issuer of the certificates cannot be asked", null, failure);
    }

    private static MarketFailure later(String code, String message, @Nullable Duration retryAfter, Exception failure) {
        return new MarketFailure(Kind.RETRY_LATER, code, message, retryAfter, failure);
    }

    private static long code(APIException failure) {
        return failure.getRawApiError() == null ? 0 : failure.getRawApiError();
    }

    private static String number(APIException failure) {
        return failure.getRawApiError() == null
                ? "HTTP_" + failure.getHttpStatusCode()
                : failure.getRawApiError().toString();
    }

    private static String message(APIException failure) {
        return failure.getApiErrorMessage() == null
                ? "HTTP " + failure.getHttpStatusCode()
                : failure.getApiErrorMessage();
    }
}
