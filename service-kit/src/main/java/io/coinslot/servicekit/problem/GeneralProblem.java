package io.coinslot.servicekit.problem;

import java.util.Arrays;
import java.util.Locale;

/** Refusals that have nothing to do with any one service's business. */
public enum GeneralProblem implements ProblemType {
    INVALID_REQUEST(400, "The request is not valid"),
    MISSING_IDEMPOTENCY_KEY(400, "The Idempotency-Key header is missing"),
    UNAUTHENTICATED(401, "A valid access token is needed"),
    INSUFFICIENT_SCOPE(403, "The access token lacks a scope"),
    NOT_FOR_DEVICES(403, "A device may not do this"),
    DEVICES_ONLY(403, "Only a device may do this"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
    NOT_ACCEPTABLE(406, "No acceptable representation"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    REQUEST_IN_FLIGHT(409, "A request with this Idempotency-Key is being answered"),
    CONFLICT(409, "The state does not allow this"),
    VERSION_MISMATCH(412, "The version has moved on"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not understood"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL_ERROR(500, "Something went wrong here"),
    UNAVAILABLE(503, "Temporarily unavailable");

    private final int status;
    private final String title;

    GeneralProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Of what a server refused by itself: nothing is known but the status, and nothing is told of the inside. */
    public static Problem problemOf(int status) {
        GeneralProblem type = Arrays.stream(values())
                .filter(candidate -> candidate.status() == status)
                .findFirst()
                .orElse(status < 500 ? INVALID_REQUEST : INTERNAL_ERROR);
        return Problem.of(type, type.title());
    }

    @Override
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
