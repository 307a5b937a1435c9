package io.coinslot.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a call has no answer to give; every cause is one of the types within. */
@SuppressWarnings("serial")
public abstract sealed class CoinslotException extends RuntimeException {

    private CoinslotException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The API refused; {@link #problem()} says why. */
    public abstract static sealed class Refused extends CoinslotException {
        private final Problem problem;

        private Refused(Problem problem) {
            super(describe(problem), null);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }

        private static String describe(Problem problem) {
            StringBuilder text = new StringBuilder().append(problem.status()).append(' ');
            text.append(problem.title() == null ? problem.type() : problem.title());
            if (problem.detail() != null) {
                text.append(": ").append(problem.detail());
            }
            problem.errors()
                    .forEach(error -> text.append("; ")
                            .append(error.pointer())
                            .append(' ')
                            .append(error.detail()));
            return problem.traceId() == null
                    ? text.toString()
                    : text.append(" (trace ")
                            .append(problem.traceId())
                            .append(')')
                            .toString();
        }
    }

    /** 400 or 422: the request is wrong; the problem names the fields. Sending it again changes nothing. */
    public static final class InvalidRequest extends Refused {
        InvalidRequest(Problem problem) {
            super(problem);
        }
    }

    /** 401: the credentials are not taken. */
    public static final class Unauthenticated extends Refused {
        Unauthenticated(Problem problem) {
            super(problem);
        }
    }

    /** 403: the client lacks the scope. */
    public static final class Forbidden extends Refused {
        Forbidden(Problem problem) {
            super(problem);
        }
    }

    /** 404: there is no such thing, or it belongs to someone else. */
    public static final class NotFound extends Refused {
        NotFound(Problem problem) {
            super(problem);
        }
    }

    /** 409 or 412: the state of things does not permit it (any more). */
    public static final class Conflict extends Refused {
        Conflict(Problem problem) {
            super(problem);
        }
    }

    /** 410: expired or used up. */
    public static final class Gone extends Refused {
        Gone(Problem problem) {
            super(problem);
        }
    }

    /** 429: too many calls, also after the retries; come back after {@link #retryAfter()}. */
    public static final class TooManyRequests extends Refused {
        private final Duration retryAfter;

        TooManyRequests(Problem problem, Duration retryAfter) {
            super(problem);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** Any other 4xx. */
    public static final class OtherRefusal extends Refused {
        OtherRefusal(Problem problem) {
            super(problem);
        }
    }

    /** 5xx: the service failed, also after the retries; what it was asked may or may not have been done. */
    public static final class ServiceFailed extends Refused {
        private final @Nullable String idempotencyKey;

        ServiceFailed(Problem problem, @Nullable String idempotencyKey) {
            super(problem);
            this.idempotencyKey = idempotencyKey;
        }

        /** To repeat the call with, also one that the client made itself; null for calls that have none. */
        public @Nullable String idempotencyKey() {
            return idempotencyKey;
        }
    }

    /** The request was never sent: nothing has been done. */
    public static final class NotSent extends CoinslotException {
        private final Duration retryAfter;

        NotSent(String message, @Nullable Throwable cause) {
            this(message, cause, Duration.ZERO);
        }

        /** @param retryAfter how long who refused the token asked to wait */
        NotSent(String message, @Nullable Throwable cause, Duration retryAfter) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        Duration retryAfter() {
            return retryAfter;
        }
    }

    /**
     * Sent, but no answer came in time. Repeat the call with the same idempotency key to learn what became of it.
     */
    public static final class NoAnswer extends CoinslotException {
        private final @Nullable String idempotencyKey;

        NoAnswer(String message, @Nullable Throwable cause, @Nullable String idempotencyKey) {
            super(message, cause);
            this.idempotencyKey = idempotencyKey;
        }

        /** To repeat the call with, also one that the client made itself; null for calls that have none. */
        public @Nullable String idempotencyKey() {
            return idempotencyKey;
        }
    }

    /** An answer came that this client cannot read; what was asked may have been done. */
    public static final class UnreadableAnswer extends CoinslotException {
        private final @Nullable String idempotencyKey;

        UnreadableAnswer(String message, @Nullable Throwable cause) {
            this(message, cause, null);
        }

        private UnreadableAnswer(String message, @Nullable Throwable cause, @Nullable String idempotencyKey) {
            super(message, cause);
            this.idempotencyKey = idempotencyKey;
        }

        UnreadableAnswer to(Call call) {
            return new UnreadableAnswer(
                    "to " + call + ": " + getMessage(), getCause() == null ? this : getCause(), call.idempotencyKey());
        }

        /** To repeat the call with, also one that the client made itself; null for calls that have none. */
        public @Nullable String idempotencyKey() {
            return idempotencyKey;
        }
    }

    /**
     * The calling thread was interrupted while it waited; its interrupt flag is set. What was asked may have been done:
     * repeat the call with the same idempotency key to learn what became of it.
     */
    public static final class Interrupted extends CoinslotException {
        private final @Nullable String idempotencyKey;

        Interrupted(@Nullable Throwable cause) {
            this(cause, null);
        }

        private Interrupted(@Nullable Throwable cause, @Nullable String idempotencyKey) {
            super("interrupted while waiting for the answer", cause);
            this.idempotencyKey = idempotencyKey;
        }

        Interrupted during(Call call) {
            return new Interrupted(getCause(), call.idempotencyKey());
        }

        /** To repeat the call with, also one that the client made itself; null for calls that have none. */
        public @Nullable String idempotencyKey() {
            return idempotencyKey;
        }
    }

    /** A webhook that was not signed with our secret, or not lately: answer 401 and do nothing. */
    public static final class WebhookRefused extends CoinslotException {
        WebhookRefused(String message) {
            super(message, null);
        }
    }
}
