package io.coinslot.client;

import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt ended: with an answer of whatever status, or without one. */
sealed interface Outcome {

    /** An answer; {@code stream} is there only for a streamed call that succeeded. */
    record Answer(
            int status,
            HttpHeaders headers,
            byte[] body,
            @Nullable InputStream stream) implements Outcome {
        boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    /** No answer. */
    record Failure(CoinslotException exception) implements Outcome {
        boolean certainlyNotSent() {
            return exception instanceof CoinslotException.NotSent;
        }

        Duration retryAfter() {
            return exception instanceof CoinslotException.NotSent notSent ? notSent.retryAfter() : Duration.ZERO;
        }
    }
}
