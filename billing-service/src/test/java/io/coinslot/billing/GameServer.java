package io.coinslot.billing;

import com.sun.net.httpserver.HttpServer;
import io.coinslot.houserules.api.DescribedApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A game's webhook receiver on a port of its own. Confirms each delivery unless told otherwise. */
public final class GameServer implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> differences = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "{\"delivered\":true}";

    public record Received(HttpHeaders headers, String body) {}

    public GameServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            differences.addAll(difference(body));
            received.add(new Received(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    /** What is no JSON is of a test that sends anything at all. */
    private static List<String> difference(String body) {
        if (!body.startsWith("{\"type\"")) {
            return List.of();
        }
        String type = JsonMapper.shared().readTree(body).path("type").asString("");
        return DescribedApi.ofSourceTree().differencesOfWebhook(type, body);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks";
    }

    public void answers(int nextStatus, String body) {
        status = nextStatus;
        answer = body;
    }

    /** What it got, as long as all of it was as openapi.json describes it. */
    public List<Received> received() {
        if (!differences.isEmpty()) {
            throw new AssertionError(differences);
        }
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
