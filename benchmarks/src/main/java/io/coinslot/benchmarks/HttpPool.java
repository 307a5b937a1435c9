package io.coinslot.benchmarks;

import io.coinslot.benchmarks.HttpConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/** Kept-alive connections to one server; the number is bounded by the journeys under way. */
final class HttpPool implements AutoCloseable {
    private static final long LONGEST_IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final URI server;
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

    HttpPool(URI server) {
        this.server = server;
    }

    Answer get(String target, String headers) throws IOException {
        return exchange("GET " + target + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + headers + "\r\n");
    }

    Answer post(String target, String headers, String json) throws IOException {
        return send("POST", target, headers + "Content-Type: application/json\r\n", json);
    }

    Answer send(String method, String target, String headers, String body) throws IOException {
        return exchange(method + " " + target + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Requests are ASCII, so that characters are bytes. Nothing is repeated: a failure counts as one. */
    private Answer exchange(String request) throws IOException {
        HttpConnection connection = take();
        try {
            return connection.exchange(request.getBytes(StandardCharsets.US_ASCII));
        } finally {
            giveBack(connection);
        }
    }

    private HttpConnection take() throws IOException {
        long now = System.nanoTime();
        for (HttpConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            if (now - kept.idleSinceNanos < LONGEST_IDLE_NANOS) {
                return kept;
            }
            kept.close();
        }
        return new HttpConnection(server);
    }

    private void giveBack(HttpConnection connection) throws IOException {
        if (connection.isReusable()) {
            connection.idleSinceNanos = System.nanoTime();
            idle.addFirst(connection);
        } else {
            connection.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
            kept.close();
        }
    }
}
