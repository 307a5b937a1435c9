package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Response;

/** A request that Toss Payments refuses: a status, and a code which alone tells what it means. */
final class TossRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private TossRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static TossRefusal badRequest(String code, String message) {
        return new TossRefusal(400, code, message);
    }

    static TossRefusal invalid(String message) {
        return badRequest("INVALID_REQUEST", message);
    }

    static TossRefusal forbidden(String code, String message) {
        return new TossRefusal(403, code, message);
    }

    static TossRefusal notFound(String code, String message) {
        return new TossRefusal(404, code, message);
    }

    static TossRefusal unauthorized() {
        return new TossRefusal(401, "UNAUTHORIZED_KEY", "The secret key is not one of ours.");
    }

    static TossRefusal badBasic() {
        return forbidden("INCORRECT_BASIC_AUTH_FORMAT", "Encode the secret key with a ':' behind it.");
    }

    /** A failure that has nothing to do with the request; a 400 may hide that the work was done. */
    static TossRefusal ofStatus(int status) {
        return switch (status) {
            case 400 -> new TossRefusal(status, "PROVIDER_ERROR", "A temporary error occurred. Try again later.");
            case 401 -> unauthorized();
            case 403 -> new TossRefusal(status, "FORBIDDEN_CONSECUTIVE_REQUEST", "Repeated requests are not allowed.");
            case 404 -> new TossRefusal(status, "NOT_FOUND_PAYMENT", "There is no such payment.");
            case 409 ->
                new TossRefusal(status, "IDEMPOTENT_REQUEST_PROCESSING", "The first request is still under way.");
            case 429 -> new TossRefusal(status, "TOO_MANY_REQUESTS", "Too many requests.");
            case 500 -> new TossRefusal(status, "FAILED_INTERNAL_SYSTEM_PROCESSING", "An internal step failed.");
            default -> new TossRefusal(status, "UNKNOWN_PAYMENT_ERROR", "The payment failed.");
        };
    }

    Response response() {
        return Response.json(status, Json.object().put("code", code).put("message", String.valueOf(getMessage())));
    }
}
