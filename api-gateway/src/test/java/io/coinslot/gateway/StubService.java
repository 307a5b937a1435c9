package io.coinslot.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A service that records what reaches it and answers as it is told. */
final class StubService implements AutoCloseable {
    /** A header of all its answers, which are anything but what the service would answer. */
    static final String MARK = "Answered-By";

    private final HttpServer server;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile Answering answering = StubService::answerAll;

    record Received(String method, String target, Map<String, List<String>> headers, String body) {
        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : String.join(", ", values);
        }
    }

    interface Answering {
        void answer(HttpExchange exchange, Received request) throws IOException;
    }

    StubService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request = new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            received.add(request);
            exchange.getResponseHeaders().set(MARK, "stub");
            answering.answer(exchange, request);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answering(Answering newAnswering) {
        answering = newAnswering;
    }

    /** Forgets what was received, and answers everything again. */
    void reset() {
        received.clear();
        answering = StubService::answerAll;
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    Received last() {
        return received().getLast();
    }

    static void answerJson(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void answerAll(HttpExchange exchange, Received request) throws IOException {
        answerJson(exchange, 200, "{\"answered\":true}");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
