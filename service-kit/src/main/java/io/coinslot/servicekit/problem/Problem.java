package io.coinslot.servicekit.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as the caller sees it (RFC 9457).
 *
 * @param retryAfterSeconds when to try again, or null if trying again is no use
 * @param challenge of a 401, how to prove who asks: a value of WWW-Authenticate (RFC 9110 §11.6.1)
 */
public record Problem(
        ProblemType type,
        String detail,
        List<FieldError> errors,
        @Nullable Integer retryAfterSeconds,
        @Nullable String challenge) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE_PREFIX = "https://coinslot.example/problems/";

    public Problem {
        errors = List.copyOf(errors);
    }

    public Problem(ProblemType type, String detail, List<FieldError> errors, @Nullable Integer retryAfterSeconds) {
        this(type, detail, errors, retryAfterSeconds, null);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), null);
    }

    /** A refusal that names the field. */
    public static Problem atField(ProblemType type, String pointer, String detail) {
        return new Problem(type, detail, List.of(new FieldError(pointer, detail)), null);
    }

    /** Bad input that names the field. */
    public static Problem invalid(String pointer, String detail) {
        return atField(GeneralProblem.INVALID_REQUEST, pointer, detail);
    }

    /**
     * It is not proven who asks.
     *
     * @param scheme by which it would be: an authentication scheme, registered or our own
     */
    public static Problem unauthenticated(String detail, String scheme) {
        return new Problem(GeneralProblem.UNAUTHENTICATED, detail, List.of(), null, scheme + " realm=\"coinslot\"");
    }

    public static Problem unavailable(String detail, int retryAfterSeconds) {
        return new Problem(GeneralProblem.UNAVAILABLE, detail, List.of(), retryAfterSeconds);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** The JSON object, in the order in which it is written. */
    public Map<String, Object> toJson(@Nullable String traceId) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", TYPE_PREFIX + type.slug());
        json.put("title", type.title());
        json.put("status", type.status());
        json.put("detail", detail);
        json.put("errors", errors);
        if (traceId != null) {
            json.put("traceId", traceId);
        }
        return json;
    }
}
