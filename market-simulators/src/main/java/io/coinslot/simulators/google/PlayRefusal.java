package io.coinslot.simulators.google;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Response;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A request that the Android Publisher API refuses, in Google's error body. */
final class PlayRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Map<Integer, String> STATUS_NAMES = Map.of(
            400, "INVALID_ARGUMENT",
            401, "UNAUTHENTICATED",
            403, "PERMISSION_DENIED",
            404, "NOT_FOUND",
            409, "ABORTED",
            429, "RESOURCE_EXHAUSTED",
            500, "INTERNAL",
            503, "UNAVAILABLE");

    private final int status;
    private final String reason;
    private final String location;

    private PlayRefusal(int status, String reason, String location, String message) {
        super(message, null, false, false);
        this.status = status;
        this.reason = reason;
        this.location = location;
    }

    static PlayRefusal invalid(String location) {
        return new PlayRefusal(400, "invalid", location, "Invalid Value");
    }

    static PlayRefusal required(String location) {
        return new PlayRefusal(400, "required", location, "Required parameter: " + location);
    }

    static PlayRefusal otherPackage() {
        return new PlayRefusal(
                400,
                "purchaseTokenDoesNotMatchPackageName",
                "token",
                "The purchase token does not match the package name.");
    }

    static PlayRefusal otherProduct() {
        return new PlayRefusal(
                400,
                "purchaseTokenDoesNotMatchProductId",
                "token",
                "The purchase token does not match the product ID.");
    }

    static PlayRefusal invalidState() {
        return new PlayRefusal(
                400,
                "invalidPurchaseState",
                "token",
                "The purchase is not in a valid state to perform the desired operation.");
    }

    static PlayRefusal notRefundable() {
        return new PlayRefusal(
                400, "orderNotRefundable", "orderId", "The order is not in a valid state to be refunded.");
    }

    static PlayRefusal unauthenticated() {
        return new PlayRefusal(
                401,
                "authError",
                "Authorization",
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                        + " valid authentication credential.");
    }

    static PlayRefusal forbidden() {
        return new PlayRefusal(
                403,
                "permissionDenied",
                "packageName",
                "The current user has insufficient permissions to perform the requested operation.");
    }

    static PlayRefusal unknownToken() {
        return new PlayRefusal(404, "purchaseTokenNotFound", "token", "The purchase token was not found.");
    }

    static PlayRefusal unknownOrder() {
        return new PlayRefusal(404, "orderNotFound", "orderId", "The order was not found.");
    }

    static PlayRefusal noSuchMethod() {
        return new PlayRefusal(404, "notFound", "path", "Requested entity was not found.");
    }

    /** A failure that has nothing to do with the request. */
    static PlayRefusal ofStatus(int status) {
        return switch (status) {
            case 409 ->
                new PlayRefusal(
                        409,
                        "concurrentUpdate",
                        "token",
                        "The operation could not be performed since the object was already in the process of being"
                                + " updated.");
            case 429 -> new PlayRefusal(429, "rateLimitExceeded", "", "Quota exceeded for quota metric 'Queries'.");
            default ->
                new PlayRefusal(
                        status, status == 503 ? "backendError" : "internalError", "", "Internal error encountered.");
        };
    }

    Response response() {
        ObjectNode error = Json.object().put("code", status).put("message", message());
        ObjectNode detail =
                error.putArray("errors").addObject().put("message", message()).put("domain", "androidpublisher");
        detail.put("reason", reason);
        if (!location.isEmpty()) {
            detail.put("location", location).put("locationType", status == 401 ? "header" : "parameter");
        }
        error.put("status", STATUS_NAMES.getOrDefault(status, "UNKNOWN"));
        ObjectNode body = Json.object();
        body.set("error", error);
        Response response = Response.json(status, body);
        return status == 401
                ? response.with(
                        "WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"")
                : response;
    }

    private String message() {
        return String.valueOf(getMessage());
    }
}
