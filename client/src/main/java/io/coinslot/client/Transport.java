package io.coinslot.client;

import io.coinslot.client.Outcome.Answer;
import io.coinslot.client.Outcome.Failure;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

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
        return read(call, body -> Json.read(body, answerType));
    }

    <T> Page<T> sendForPage(Call call, Class<T> itemType) {
        return read(call, body -> Json.readPage(body, itemType));
    }

    private <T> T read(Call call, Function<byte[], T> reading) {
        byte[] body = send(call).body();
        try {
            return reading.apply(body);
        } catch (CoinslotException.UnreadableAnswer e) {
            throw e.to(call);
        }
    }

    InputStream open(Call call) {
        return Objects.requireNonNullElseGet(send(call).stream(), InputStream::nullInputStream);
    }

    Answer send(Call call) {
        headers.forEach(call::header);
        return switch (outcome(call)) {
            case Failure failure -> throw failure.exception();
            case Answer answer when answer.succeeded() -> answer;
            case Answer answer -> throw Refusals.exception(call, answer);
        };
    }

    /** Whatever it was doing for the call: an earlier attempt may have been taken. */
    private Outcome outcome(Call call) {
        try {
            return retrier.run(call, authorization.attempts(call, wire));
        } catch (CoinslotException.Interrupted e) {
            throw e.during(call);
        } catch (CoinslotException.UnreadableAnswer e) {
            throw e.to(call);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
