package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Response;

/** A request that the seller's API refuses, in its error body. */
final class GalaxyRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "2";

    private final int status;
    private final String code;

    private GalaxyRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static GalaxyRefusal unauthenticated(String message) {
        return new GalaxyRefusal(401, "AUTH_REQUIRE", message);
    }

    static GalaxyRefusal noPermission() {
        return new GalaxyRefusal(403, "NO_PERMISSION", "No permission to access");
    }

    static GalaxyRefusal notYourContent() {
        return new GalaxyRefusal(400, "SLR_4006", "Not your content");
    }

    static GalaxyRefusal invalid(String field) {
        return new GalaxyRefusal(400, "INVALID_PARAMETER", "Invalid parameter: " + field);
    }

    static GalaxyRefusal noSuchMethod() {
        return new GalaxyRefusal(404, "NOT_FOUND", "No such API");
    }

    /** A failure that has nothing to do with the request. */
    static GalaxyRefusal ofStatus(int status) {
        return switch (status) {
            case 401 -> unauthenticated("Invalid accessToken");
            case 403 -> noPermission();
            case 429 -> new GalaxyRefusal(429, "TOO_MANY_REQUESTS", "Too many requests");
            default -> new GalaxyRefusal(status, "SERVER_ERROR", "The server has failed");
        };
    }

    Response response() {
        Response response = Response.json(
                status,
                Json.object()
                        .put("code", code)
                        .put("message", String.valueOf(getMessage()))
                        .put("from", "asgw"));
        return status == 429 ? response.with("Retry-After", RETRY_AFTER_SECONDS) : response;
    }
}
