package io.coinslot.simulators.appstore;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request that the App Store Server API refuses, with Apple's number and words for it. */
final class AppStoreRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final long code;

    private AppStoreRefusal(int status, long code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static AppStoreRefusal unauthenticated() {
        return new AppStoreRefusal(401, 0, "Unauthenticated");
    }

    static AppStoreRefusal badRequest() {
        return new AppStoreRefusal(400, 4_000_000, "Bad request.");
    }

    static AppStoreRefusal invalidRevision() {
        return new AppStoreRefusal(400, 4_000_005, "Invalid request revision.");
    }

    static AppStoreRefusal invalidTransactionId() {
        return new AppStoreRefusal(400, 4_000_006, "Invalid transaction id.");
    }

    static AppStoreRefusal startTooFarBack() {
        return new AppStoreRefusal(400, 4_000_012, "Invalid start date. Start date must be within 180 days.");
    }

    static AppStoreRefusal startAfterEnd() {
        return new AppStoreRefusal(400, 4_000_013, "Start date must not be after the end date.");
    }

    static AppStoreRefusal invalidPaginationToken() {
        return new AppStoreRefusal(400, 4_000_014, "Invalid pagination token.");
    }

    static AppStoreRefusal paginationTokenExpired() {
        return new AppStoreRefusal(
                400, 4_000_017, "Invalid request. The pagination token is expired, or of another request.");
    }

    static AppStoreRefusal invalidStartDate() {
        return new AppStoreRefusal(400, 4_000_015, "Invalid request start date.");
    }

    static AppStoreRefusal invalidEndDate() {
        return new AppStoreRefusal(400, 4_000_016, "Invalid request end date.");
    }

    static AppStoreRefusal multipleFilters() {
        return new AppStoreRefusal(
                400, 4_000_019, "Supplied multiple filters: transactionId and notificationType exclude each other.");
    }

    static AppStoreRefusal invalidConsent() {
        return new AppStoreRefusal(400, 4_000_035, "Invalid request. The customer consented field is not valid.");
    }

    static AppStoreRefusal invalidDeliveryStatus() {
        return new AppStoreRefusal(400, 4_000_036, "Invalid request. The delivery status field is not valid.");
    }

    static AppStoreRefusal invalidSampleContent() {
        return new AppStoreRefusal(400, 4_000_041, "Invalid request. The sample content provided field is not valid.");
    }

    static AppStoreRefusal unknownTransaction() {
        return new AppStoreRefusal(404, 4_040_010, "Transaction id not found.");
    }

    static AppStoreRefusal noSuchPath() {
        return new AppStoreRefusal(404, 0, "Not found");
    }

    /** A failure that has nothing to do with the request. Those that Apple asks to try again say so. */
    static AppStoreRefusal ofStatus(int status) {
        return switch (status) {
            case 401 -> unauthenticated();
            case 404 -> new AppStoreRefusal(404, 4_040_006, "Original transaction id not found. Please try again.");
            case 429 -> new AppStoreRefusal(429, 4_290_000, "Rate limit exceeded.");
            case 500 -> new AppStoreRefusal(500, 5_000_001, "An unknown error occurred. Please try again.");
            default -> new AppStoreRefusal(status, 0, "Unavailable");
        };
    }

    /** Without a number of its own the answer is mere text. */
    Response response() {
        String message = String.valueOf(getMessage());
        if (code == 0) {
            byte[] text = (message + "\n").getBytes(StandardCharsets.UTF_8);
            return new Response(status, Map.of("Content-Type", "text/plain; charset=UTF-8"), text);
        }
        return Response.json(status, Json.object().put("errorCode", code).put("errorMessage", message));
    }
}
