package io.coinslot.simulators.onestore;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Response;
import tools.jackson.databind.node.ObjectNode;

/** A request that ONE store refuses, in the error body of its API V7. */
final class OneStoreRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private OneStoreRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static OneStoreRefusal invalidRequest(String parameter) {
        return new OneStoreRefusal(400, "InvalidRequest", "The request is invalid: " + parameter);
    }

    static OneStoreRefusal invalidHeader() {
        return new OneStoreRefusal(
                400, "InvalidAuthorizationHeader", "The Authorization header must be 'Bearer {access token}'.");
    }

    static OneStoreRefusal invalidContentType() {
        return new OneStoreRefusal(415, "InvalidContentType", "The Content-Type is not supported.");
    }

    static OneStoreRefusal unknownAccessToken() {
        return new OneStoreRefusal(401, "InvalidAccessToken", "The access token is invalid.");
    }

    static OneStoreRefusal accessTokenExpired() {
        return new OneStoreRefusal(401, "AccessTokenExpired", "The access token has expired.");
    }

    static OneStoreRefusal unauthorized() {
        return new OneStoreRefusal(403, "UnauthorizedAccess", "The client has no right to this resource.");
    }

    static OneStoreRefusal noSuchData() {
        return new OneStoreRefusal(404, "NoSuchData", "The requested data do not exist.");
    }

    static OneStoreRefusal noSuchPath() {
        return new OneStoreRefusal(404, "ResourceNotFound", "The requested resource does not exist.");
    }

    static OneStoreRefusal payloadMismatch() {
        return new OneStoreRefusal(400, "DeveloperPayloadNotMatch", "The developerPayload does not match.");
    }

    static OneStoreRefusal invalidConsumeState() {
        return new OneStoreRefusal(409, "InvalidConsumeState", "The consumption state cannot be changed.");
    }

    static OneStoreRefusal invalidPurchaseState() {
        return new OneStoreRefusal(409, "InvalidPurchaseState", "The purchase is not completed, or has been settled.");
    }

    /** A failure that has nothing to do with the request. */
    static OneStoreRefusal ofStatus(int status) {
        return switch (status) {
            case 400 -> invalidRequest("");
            case 401 -> unknownAccessToken();
            case 403 -> new OneStoreRefusal(403, "AccessBlocked", "The access is blocked.");
            case 404 -> noSuchData();
            case 409 -> invalidConsumeState();
            case 429 -> new OneStoreRefusal(429, "TooManyRequests", "There are too many requests.");
            case 503 -> new OneStoreRefusal(503, "ServiceMaintenance", "The service is under maintenance.");
            default -> new OneStoreRefusal(status, "InternalError", "An internal error has occurred.");
        };
    }

    Response response() {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", String.valueOf(getMessage()));
        return Response.json(status, body);
    }
}
