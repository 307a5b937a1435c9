package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.coinslot.client.Outcome.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads refusals: problem+json, or what else a proxy in between may have sent. */
final class Refusals {
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

    private Refusals() {}

    static CoinslotException exception(Call call, Answer answer) {
        Problem problem = problem(answer);
        return switch (answer.status()) {
            case 400, 422 -> new CoinslotException.InvalidRequest(problem);
            case 401 -> new CoinslotException.Unauthenticated(problem);
            case 403 -> new CoinslotException.Forbidden(problem);
            case 404 -> new CoinslotException.NotFound(problem);
            case 409, 412 -> new CoinslotException.Conflict(problem);
            case 410 -> new CoinslotException.Gone(problem);
            case 429 -> new CoinslotException.TooManyRequests(problem, retryAfter(answer));
            default ->
                answer.status() >= 500
                        ? new CoinslotException.ServiceFailed(problem, call.idempotencyKey())
                        : new CoinslotException.OtherRefusal(problem);
        };
    }

    static Problem problem(Answer answer) {
        String contentType = answer.headers().firstValue("Content-Type").orElse("");
        if (contentType.contains("json")) {
            try {
                return withDefaults(Json.read(answer.body(), Sent.class), answer.status());
            } catch (CoinslotException.UnreadableAnswer e) {
                return bare(answer.status());
            }
        }
        return bare(answer.status());
    }

    /** The same key is being worked on, so its answer will be there soon. */
    static boolean isKeyInFlight(Answer answer) {
        return problem(answer).name().equals("request-in-flight");
    }

    /** Seconds or an HTTP date; zero if there is none to be read. */
    static Duration retryAfter(Answer answer) {
        String value = answer.headers().firstValue("Retry-After").orElse("0").trim();
        try {
            Duration wait = value.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(Instant.now(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : min(wait, LONGEST_RETRY_AFTER);
        } catch (NumberFormatException | DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Problem bare(int status) {
        return new Problem("about:blank", "HTTP " + status, status, null, List.of(), null);
    }

    /** RFC 9457 lets every member be left out; the token endpoint answers as RFC 6749 has it. */
    private static Problem withDefaults(Sent sent, int status) {
        String title = sent.title() == null ? sent.error() : sent.title();
        String detail = sent.detail() == null ? sent.errorDescription() : sent.detail();
        return new Problem(
                sent.type() == null ? "about:blank" : sent.type(),
                title == null ? "HTTP " + status : title,
                status,
                detail,
                sent.errors().stream()
                        .map(error ->
                                new Problem.FieldError(error.pointer() == null ? "" : error.pointer(), error.detail()))
                        .toList(),
                sent.traceId());
    }

    private record Sent(
            @Nullable String type,
            @Nullable String title,
            @Nullable String detail,
            List<SentError> errors,
            @Nullable String traceId,
            @Nullable String error,
            @JsonProperty("error_description") @Nullable String errorDescription) {}

    private record SentError(
            @Nullable String pointer, @Nullable String detail) {}
}
