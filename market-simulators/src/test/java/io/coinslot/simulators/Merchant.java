package io.coinslot.simulators;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A merchant's notification endpoint that remembers what it was told. */
public final class Merchant implements AutoCloseable {
    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger nextStatus = new AtomicInteger(200);

    /** One notification as it arrived. */
    public record Told(String path, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return headers.get(name).getFirst();
        }
    }

    public Merchant() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            told.add(new Told(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
            boolean refuses = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            exchange.sendResponseHeaders(refuses ? 503 : nextStatus.getAndSet(200), -1);
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Told> told() {
        return told;
    }

    /** Answers the next notifications with 503. */
    public void refuseNext(int count) {
        refusals.set(count);
    }

    /** Answers the next notification with this status. */
    public void answerNext(int status) {
        nextStatus.set(status);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
