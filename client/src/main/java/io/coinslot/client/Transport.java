package io.coinslot.client;

import io.coinslot.client.Outcome.Answer;
import io.coinslot.client.Outcome.Failure;
import io.coinslot.client.TokenSource.Token;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Makes calls with an access token, repeats them where that is safe, and turns refusals into exceptions. */
final class Transport implements AutoCloseable {
    private final Wire wire;
    private final Retrier retrier;
    private final TokenSource tokens;
    private final Map<String, String> headers;

    Transport(Wire wire, Retrier retrier, TokenSource tokens, Map<String, String> headers) {
        this.wire = wire;
        this.retrier = retrier;
        this.tokens = tokens;
        this.headers = headers;
    }

    <T> T send(Call call, Class<T> answerType) {
        return Json.read(send(call).body(), answerType);
    }

    <T> Page<T> sendForPage(Call call, Class<T> itemType) {
        return Json.readPage(send(call).body(), itemType);
    }

    InputStream open(Call call) {
        return Objects.requireNonNullElseGet(send(call).stream(), InputStream::nullInputStream);
    }

    Answer send(Call call) {
        headers.forEach(call::header);
        return switch (retrier.run(call, new AuthorizedAttempts(call))) {
            case Failure failure -> throw failure.exception();
            case Answer answer when answer.succeeded() -> answer;
            case Answer answer -> throw Refusals.exception(answer);
        };
    }

    @Override
    public void close() {
        wire.close();
    }

    /** The attempts of one call. A refused token is replaced once: it may have been revoked before its time. */
    private final class AuthorizedAttempts implements Function<Duration, Outcome> {
        private final Call call;
        private boolean tokenReplaced;

        AuthorizedAttempts(Call call) {
            this.call = call;
        }

        @Override
        public Outcome apply(Duration timeout) {
            Deadline deadline = Deadline.in(timeout);
            Token token = tokens.token(timeout);
            Outcome outcome = exchange(token, deadline.left());
            if (outcome instanceof Answer answer && answer.status() == 401 && !tokenReplaced) {
                tokenReplaced = true;
                tokens.discard(token);
                return exchange(tokens.token(deadline.left()), deadline.left());
            }
            return outcome;
        }

        private Outcome exchange(Token token, Duration timeout) {
            call.header("Authorization", "Bearer " + token.value());
            return wire.exchange(call, timeout);
        }
    }
}
