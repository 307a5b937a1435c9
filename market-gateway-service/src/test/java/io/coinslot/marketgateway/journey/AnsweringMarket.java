package io.coinslot.marketgateway.journey;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A market that gives prepared answers, by the beginning of the path: the longest that fits. The last one stays. */
public final class AnsweringMarket implements AutoCloseable {
    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new LinkedHashMap<>();

    public AnsweringMarket() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            Answer answer = answer(exchange.getRequestURI().getPath());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private synchronized Answer answer(String path) {
        return answers.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
                .map(entry -> entry.getValue().size() > 1
                        ? entry.getValue().removeFirst()
                        : entry.getValue().getFirst())
                .orElse(new Answer(404, "{}"));
    }

    public synchronized void answers(String path, int status, String body) {
        answers.put(path, new ArrayDeque<>(List.of(new Answer(status, body))));
    }

    /** Once what was prepared before has been given. */
    public synchronized void thenAnswers(String path, int status, String body) {
        answers.get(path).add(new Answer(status, body));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
