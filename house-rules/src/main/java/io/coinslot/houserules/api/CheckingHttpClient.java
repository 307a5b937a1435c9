package io.coinslot.houserules.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An HTTP client that holds each answer against the description of the API. It reads bodies as a whole. */
public final class CheckingHttpClient extends HttpClient {
    private final HttpClient http;
    private final Supplier<DescribedApi> api;
    private final Consumer<String> differs;

    /**
     * @param api asked for the description when it is needed
     * @param differs is told each difference
     */
    public CheckingHttpClient(HttpClient http, Supplier<DescribedApi> api, Consumer<String> differs) {
        this.http = http;
        this.api = api;
        this.differs = differs;
    }

    /** Fails the request whose answer differs from the description in the source tree. */
    public static CheckingHttpClient bySourceTree() {
        return new CheckingHttpClient(HttpClient.newHttpClient(), DescribedApi::ofSourceTree, difference -> {
            throw new AssertionError(difference);
        });
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return checked(request, http.send(request, BodyHandlers.ofByteArray()), handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return http.sendAsync(request, BodyHandlers.ofByteArray())
                .thenApply(answer -> checked(request, answer, handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
        return sendAsync(request, handler);
    }

    private <T> HttpResponse<T> checked(HttpRequest request, HttpResponse<byte[]> answer, BodyHandler<T> handler) {
        Exchange exchange = new Exchange(
                request.method(),
                request.uri(),
                request.headers(),
                body(request),
                answer.statusCode(),
                answer.headers(),
                answer.body());
        api.get().differences(exchange).forEach(differs);
        return ReadAnswer.of(answer, handler);
    }

    private static byte[] body(HttpRequest request) {
        Collecting collecting = new Collecting();
        request.bodyPublisher().ifPresent(publisher -> publisher.subscribe(collecting));
        return collecting.bytes.toByteArray();
    }

    /** Of a body that is at hand, and so is published while it is subscribed to. */
    private static final class Collecting implements Flow.Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            byte[] content = new byte[piece.remaining()];
            piece.get(content);
            bytes.writeBytes(content);
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void onComplete() {
            // All of it is collected.
        }
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return http.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return http.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return http.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return http.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return http.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return http.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return http.authenticator();
    }

    @Override
    public Version version() {
        return http.version();
    }

    @Override
    public Optional<Executor> executor() {
        return http.executor();
    }

    @Override
    public void shutdown() {
        http.shutdown();
    }

    @Override
    public void shutdownNow() {
        http.shutdownNow();
    }

    @Override
    public boolean awaitTermination(Duration duration) throws InterruptedException {
        return http.awaitTermination(duration);
    }

    @Override
    public boolean isTerminated() {
        return http.isTerminated();
    }
}
