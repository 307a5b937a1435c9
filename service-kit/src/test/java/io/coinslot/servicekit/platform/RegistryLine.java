package io.coinslot.servicekit.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to the real registry, which can be broken. */
final class RegistryLine implements AutoCloseable {
    /** What becomes of a request. */
    enum Condition {
        WHOLE,
        /** The connection is closed without an answer. */
        CUT,
        /** What stands in front of the registry says that it is away. */
        ILL,
        /** What stands in front of the registry does not know where it is. */
        LOST,
        /** The registry does not let us in. */
        SHUT_OUT,
        /** The connection stays, and no answer comes on it, also when the registry is back. */
        SILENT
    }

    private final URI registry;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger refused = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Condition condition = Condition.WHOLE;

    RegistryLine(String registryUrl) throws IOException {
        registry = URI.create(registryUrl);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void become(Condition next) {
        refused.set(0);
        condition = next;
    }

    /** How many requests did not get through since the condition changed. */
    int refused() {
        return refused.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (condition != Condition.WHOLE) {
                refused.incrementAndGet();
            }
            switch (condition) {
                case WHOLE -> forward(exchange);
                case CUT -> exchange.close();
                case ILL -> exchange.sendResponseHeaders(503, -1);
                case LOST -> exchange.sendResponseHeaders(404, -1);
                case SHUT_OUT -> exchange.sendResponseHeaders(403, -1);
                case SILENT -> closing.await();
            }
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Accept") || name.equalsIgnoreCase("Content-Type")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
        client.close();
    }
}
