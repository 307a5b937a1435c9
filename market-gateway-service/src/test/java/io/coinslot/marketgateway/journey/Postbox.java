package io.coinslot.marketgateway.journey;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.coinslot.marketgateway.market.ReceivesNotifications.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where a simulated market sends its notifications to, so that a test has them as they came. */
public final class Postbox implements AutoCloseable {
    private final HttpServer server;
    private final List<Letter> letters = new CopyOnWriteArrayList<>();

    public Postbox() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            letters.add(new Letter(
                    exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** What arrived, with its headers. */
    public record Letter(Headers headers, byte[] body) implements Message {
        @Override
        public String header(String name) {
            return headers.getFirst(name);
        }

        /** The same headers around another body. */
        public Letter with(byte[] other) {
            return new Letter(headers, other);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next one that has not been taken out, waiting for it. */
    public Letter takeLetter() {
        await().until(() -> !letters.isEmpty());
        return letters.removeFirst();
    }

    /** The body of the next one. */
    public byte[] take() {
        return takeLetter().body();
    }

    /** Throws away what nobody has taken. */
    public void empty() {
        letters.clear();
    }

    public boolean isEmpty() {
        return letters.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
