package io.coinslot.simulators.stripe;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Response;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request that Stripe refuses, in its error body. */
final class StripeRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Set<String> CODES_OF_THEIR_OWN = Set.of("expired_card", "authentication_required");

    private final int status;
    private final String type;
    private final @Nullable String code;
    private final @Nullable String param;
    private transient @Nullable JsonNode paymentIntent;
    private @Nullable String declineCode;
    private @Nullable String charge;

    private StripeRefusal(int status, String type, @Nullable String code, @Nullable String param, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
        this.param = param;
    }

    static StripeRefusal invalid(@Nullable String code, @Nullable String param, String message) {
        return new StripeRefusal(400, "invalid_request_error", code, param, message);
    }

    static StripeRefusal missing(String param) {
        return invalid("parameter_missing", param, "Missing required param: " + param + ".");
    }

    static StripeRefusal notFound(String what, String id, String param) {
        return new StripeRefusal(
                404, "invalid_request_error", "resource_missing", param, "No such " + what + ": '" + id + "'");
    }

    static StripeRefusal noSuchUrl(String method, String path) {
        return new StripeRefusal(
                404, "invalid_request_error", null, null, "Unrecognized request URL (" + method + ": /" + path + ").");
    }

    static StripeRefusal unauthenticated(@Nullable String key) {
        String message = key == null
                ? "You did not provide an API key."
                : "Invalid API Key provided: " + key.substring(0, Math.min(8, key.length())) + "********";
        return new StripeRefusal(401, "invalid_request_error", null, null, message);
    }

    static StripeRefusal secretKeyRequired() {
        return new StripeRefusal(
                401,
                "invalid_request_error",
                "secret_key_required",
                null,
                "This API call cannot be made with a publishable API key. Please use a secret API key.");
    }

    static StripeRefusal idempotencyMismatch(String key) {
        return new StripeRefusal(
                400,
                "idempotency_error",
                null,
                null,
                "Keys for idempotent requests can only be used with the same parameters they were first used with."
                        + " Try using a key other than '" + key + "' if you meant to execute a different request.");
    }

    static StripeRefusal idempotencyInUse(String key) {
        return new StripeRefusal(
                409,
                "idempotency_error",
                "idempotency_key_in_use",
                null,
                "There is currently another in-progress request using this Stripe-Idempotent-Key: " + key + ".");
    }

    static StripeRefusal declined(String declineCode, String charge, JsonNode paymentIntent) {
        String code = CODES_OF_THEIR_OWN.contains(declineCode) ? declineCode : "card_declined";
        StripeRefusal refusal = new StripeRefusal(402, "card_error", code, null, "Your card was declined.");
        refusal.declineCode = declineCode;
        refusal.charge = charge;
        refusal.paymentIntent = paymentIntent;
        return refusal;
    }

    /** A failure that has nothing to do with the request. */
    static StripeRefusal ofStatus(int status) {
        return switch (status) {
            case 429 ->
                new StripeRefusal(429, "invalid_request_error", "rate_limit", null, "Request rate limit exceeded.");
            case 409 -> new StripeRefusal(409, "invalid_request_error", "lock_timeout", null, "Object is locked.");
            default -> new StripeRefusal(status, "api_error", null, null, "An unknown error occurred.");
        };
    }

    StripeRefusal about(JsonNode intent) {
        paymentIntent = intent;
        return this;
    }

    int status() {
        return status;
    }

    /** Whether the endpoint had begun its work, so that the answer is kept for an idempotent replay. */
    boolean isKept() {
        return status == 402 || code != null && code.endsWith("_state") || "charge_already_refunded".equals(code);
    }

    Response response() {
        ObjectNode error = Json.object();
        if (code != null) {
            error.put("code", code).put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        if (charge != null) {
            error.put("charge", charge);
        }
        if (declineCode != null) {
            error.put("decline_code", declineCode);
        }
        error.put("message", getMessage());
        if (param != null) {
            error.put("param", param);
        }
        if (paymentIntent != null) {
            error.set("payment_intent", paymentIntent);
        }
        error.put("type", type);
        ObjectNode body = Json.object();
        body.set("error", error);
        return Response.json(status, body);
    }
}
