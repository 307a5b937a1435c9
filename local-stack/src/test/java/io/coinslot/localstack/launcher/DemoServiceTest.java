package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack that was started at other ports before: its gateway remembers the service that was created then. */
class DemoServiceTest {
    private static final int SIMULATORS = 10;

    @TempDir
    Path directory;

    private final List<String> changes = new CopyOnWriteArrayList<>();
    private String webhookUrl = "";
    private HttpServer gateway;
    private HttpServer simulators;
    private DemoService demo;

    @BeforeEach
    void start() throws IOException {
        Keys keys = new Keys(directory.resolve("keys"));
        Files.createDirectory(directory.resolve("keys"));
        keys.createMissing(directory.resolve("store"));
        while (simulators == null) {
            int base = ThreadLocalRandom.current().nextInt(20_000, 40_000);
            try {
                gateway = listening(base);
                simulators = listening(base + SIMULATORS);
            } catch (BindException e) {
                stopGateway(); // Somebody has one of the two: others.
            }
        }
        gateway.createContext("/", this::answer);
        simulators.createContext("/", exchange -> send(exchange, 200, "{\"settings\":{},\"credentials\":{}}"));
        gateway.start();
        simulators.start();
        demo = new DemoService(new Ports(gateway.getAddress().getPort()), keys);
    }

    private static HttpServer listening(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    private void stopGateway() {
        if (gateway != null) {
            gateway.stop(0);
        }
    }

    @AfterEach
    void stop() {
        stopGateway();
        simulators.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (call) {
            case "POST /v1/services" -> send(exchange, 422, "{\"status\":422,\"type\":\"idempotency-key-reused\"}");
            case "GET /v1/services/arcade" ->
                send(
                        exchange,
                        200,
                        "{\"name\":\"Arcade\",\"requiredConsents\":[\"terms\"],\"webhookUrl\":\"" + webhookUrl + "\"}");
            case "PUT /v1/services/arcade" -> {
                changes.add(body);
                send(exchange, 200, "{}");
            }
            case "POST /oauth2/token" -> send(exchange, 200, "{\"access_token\":\"t\"}");
            default -> send(exchange, 200, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void theGameIsToldAtItsNewPort() throws Exception {
        webhookUrl = "http://127.0.0.1:4711/webhooks/coinslot";
        demo.seed();
        String game = "http://127.0.0.1:" + (gateway.getAddress().getPort() + 11) + "/webhooks/coinslot";
        assertThat(changes).singleElement().asString().contains(game, "\"requiredConsents\":[\"terms\"]", "Arcade");
    }

    @Test
    void anAddressThatSomebodyElseHasSetStays() throws Exception {
        webhookUrl = "http://127.0.0.1:4711/my-own-backend";
        demo.seed();
        assertThat(changes).isEmpty();
    }
}
