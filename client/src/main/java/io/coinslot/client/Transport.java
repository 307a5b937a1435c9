package io.coinslot.client;

import io.coinslot.client.Outcome.Answer;
import io.coinslot.client.Outcome.Failure;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/** Makes authorized calls, repeats them where that is safe, and turns refusals into exceptions. */
final class Transport implements AutoCloseable {
    private final Wire wire;
    private final Retrier retrier;
    private final Authorization authorization;
    private final Map<String, String> headers;

    Transport(Wire wire, Retrier retrier, Authorization authorization, Map<String, String> headers) {
        this.wire = wire;
        this.retrier = retrier;
        this.authorization = authorization;
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
        return switch (retrier.run(call, authorization.attempts(call, wire))) {
            case Failure failure -> throw failure.exception();
            case Answer answer when answer.succeeded() -> answer;
            case Answer answer -> throw Refusals.exception(call, answer);
        };
    }

    @Override
    public void close() {
        wire.close();
    }
}
