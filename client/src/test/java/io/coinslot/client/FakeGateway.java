package io.coinslot.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server that answers each call as it was told to, and keeps what it was asked. */
final class FakeGateway implements AutoCloseable {
    record Asked(String method, String target, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    /** What to do with one request; {@code answer} sends it. */
    interface Reaction {
        void to(HttpExchange exchange) throws IOException;
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final AtomicInteger tokensIssued = new AtomicInteger();
    volatile Reaction tokenReaction = exchange -> answer(
            exchange,
            200,
            Map.of(),
            "{\"access_token\":\"token-" + tokensIssued.incrementAndGet()
                    + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    final List<Asked> tokenRequests = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Reaction>> reactions = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    FakeGateway on(String methodAndTarget, Reaction... inTurn) {
        reactions.computeIfAbsent(methodAndTarget, key -> new ArrayDeque<>()).addAll(List.of(inTurn));
        return this;
    }

    FakeGateway on(String methodAndTarget, int status, String json) {
        return on(methodAndTarget, reply(status, json));
    }

    static Reaction reply(int status, String json) {
        return reply(status, Map.of(), json);
    }

    static Reaction reply(int status, Map<String, String> headers, String json) {
        return exchange -> answer(exchange, status, headers, json);
    }

    /** Takes the request and hangs up without an answer. */
    static Reaction hangUp() {
        return exchange -> exchange.getResponseBody().close();
    }

    Asked last() {
        return asked.getLast();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body);
            if (request.target().equals("/oauth2/token")) {
                tokenRequests.add(request);
                tokenReaction.to(exchange);
                return;
            }
            asked.add(request);
            reactionTo(request).to(exchange);
        }
    }

    /** The next reaction in turn; the last one stays. */
    private Reaction reactionTo(Asked request) {
        Queue<Reaction> queue = reactions.get(request.method() + " " + request.target());
        if (queue == null) {
            return reply(404, "{\"title\":\"nothing at " + request.target() + "\"}");
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.remove() : queue.element();
        }
    }

    static void answer(HttpExchange exchange, int status, Map<String, String> headers, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
