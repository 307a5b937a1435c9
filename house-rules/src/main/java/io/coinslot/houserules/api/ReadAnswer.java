package io.coinslot.houserules.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLSession;

/** An answer that was read as a whole, with the body that its caller makes of it. */
record ReadAnswer<T>(HttpResponse<byte[]> answer, T body) implements HttpResponse<T> {
    private static final Flow.Subscription WITHOUT_END = new Flow.Subscription() {
        @Override
        public void request(long pieces) {
            // All of it is handed over unasked.
        }

        @Override
        public void cancel() {
            // There is nothing to end.
        }
    };

    static <T> ReadAnswer<T> of(HttpResponse<byte[]> answer, BodyHandler<T> handler) {
        BodySubscriber<T> subscriber = handler.apply(new Head(answer));
        subscriber.onSubscribe(WITHOUT_END);
        if (answer.body().length > 0) {
            subscriber.onNext(List.of(ByteBuffer.wrap(answer.body())));
        }
        subscriber.onComplete();
        return new ReadAnswer<>(
                answer, subscriber.getBody().toCompletableFuture().join());
    }

    private record Head(HttpResponse<byte[]> answer) implements ResponseInfo {
        @Override
        public int statusCode() {
            return answer.statusCode();
        }

        @Override
        public HttpHeaders headers() {
            return answer.headers();
        }

        @Override
        public HttpClient.Version version() {
            return answer.version();
        }
    }

    @Override
    public int statusCode() {
        return answer.statusCode();
    }

    @Override
    public HttpRequest request() {
        return answer.request();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
        return answer.headers();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return answer.sslSession();
    }

    @Override
    public URI uri() {
        return answer.uri();
    }

    @Override
    public HttpClient.Version version() {
        return answer.version();
    }
}
