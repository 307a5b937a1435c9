package io.coinslot.client;

import io.coinslot.client.Outcome.Answer;
import io.coinslot.client.Outcome.Failure;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends one request and waits for its whole answer, at most for a given time. */
final class Wire implements AutoCloseable {
    private static final long LARGEST_ANSWER_BYTES = 32L << 20;
    /** Of an answer that is read as it comes, which may take long as a whole. */
    private static final Duration LONGEST_STALL = Duration.ofSeconds(30);

    private final HttpClient http;
    private final boolean isOwn;
    private final String gateway;

    private Wire(HttpClient http, boolean isOwn, URI gateway) {
        this.http = http;
        this.isOwn = isOwn;
        String text = gateway.toString();
        this.gateway = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** HTTP/1.1: the calls are small, and an upgrade would cost a round trip on each plain connection. */
    static Wire to(URI gateway, Duration connectTimeout) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        return new Wire(http, true, gateway);
    }

    /** By an HTTP client of the caller's, who closes it. */
    static Wire by(HttpClient http, URI gateway) {
        return new Wire(http, false, gateway);
    }

    URI uri(String target) {
        return URI.create(gateway + target);
    }

    /** The body publisher is made anew for each attempt, so an attempt never finds one half read. */
    Outcome exchange(Call call, Duration timeout) {
        if (timeout.isZero()) {
            return new Failure(new CoinslotException.NotSent("no time left for " + call, null));
        }
        return await(http.sendAsync(request(call, timeout), bodyOf(call)), call, timeout);
    }

    HttpRequest request(Call call, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(call.target())).method(call.method, publisher(call));
        if (!call.streamed) {
            request.timeout(timeout);
        }
        call.headers.forEach(request::header);
        return request.build();
    }

    /**
     * The future's own time limit covers the body too, unless it is streamed; the request's covers the header alone or,
     * from JDK 26 on, the body as well, so that what is streamed has none.
     */
    private static Outcome await(CompletableFuture<HttpResponse<Body>> answer, Call call, Duration timeout) {
        try {
            HttpResponse<Body> response = answer.get(timeout.toMillis() + 1, TimeUnit.MILLISECONDS);
            Body body = response.body();
            return new Answer(response.statusCode(), response.headers(), body.bytes(), body.stream());
        } catch (ExecutionException e) {
            return failure(call, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return failure(call, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CoinslotException.Interrupted(e);
        }
    }

    private static Failure failure(Call call, Throwable cause) {
        boolean notSent = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException;
        return new Failure(
                notSent
                        ? new CoinslotException.NotSent("cannot connect for " + call, cause)
                        : new CoinslotException.NoAnswer(
                                "no answer to " + call + ": " + cause, cause, call.idempotencyKey()));
    }

    private static BodyPublisher publisher(Call call) {
        return call.body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body);
    }

    private static BodyHandler<Body> bodyOf(Call call) {
        BodyHandler<Body> whole = HttpResponse.BodyHandlers.limiting(
                info -> BodySubscribers.mapping(BodySubscribers.ofByteArray(), bytes -> new Body(bytes, null)),
                LARGEST_ANSWER_BYTES);
        BodyHandler<Body> streamed = info -> BodySubscribers.mapping(
                BodySubscribers.ofInputStream(),
                stream -> new Body(new byte[0], new GuardedStream(stream, LONGEST_STALL)));
        return info -> (call.streamed && info.statusCode() == 200 ? streamed : whole).apply(info);
    }

    @Override
    public void close() {
        if (isOwn) {
            http.shutdownNow();
        }
    }

    private record Body(byte[] bytes, @Nullable InputStream stream) {}
}
