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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack that was started before, also at other ports: its gateway remembers the service that was created then. */
class DemoServiceTest {
    private static final int SIMULATORS = 10;

    @TempDir
    Path directory;

    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<String> seeded = new CopyOnWriteArrayList<>();
    private final Map<String, String> present = new ConcurrentHashMap<>();
    private String webhookUrl = "";
    private String more = "";
    private int takenGeneration = 1;
    private Keys keys;
    private HttpServer gateway;
    private HttpServer simulators;
    private DemoService demo;

    @BeforeEach
    void start() throws IOException {
        keys = new Keys(directory.resolve("keys"));
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
                        "{\"name\":\"Arcade\",\"requiredConsents\":[\"terms\"],\"webhookUrl\":\"" + webhookUrl + "\""
                                + more + "}");
            case "PUT /v1/services/arcade" -> {
                changes.add(body);
                send(exchange, 200, "{}");
            }
            case "POST /oauth2/token" -> {
                boolean known = mayHaveAToken(exchange.getRequestHeaders().getFirst("Authorization"));
                send(
                        exchange,
                        known ? 200 : 401,
                        known ? "{\"access_token\":\"t\"}" : "{\"error\":\"invalid_client\"}");
            }
            default -> {
                if (call.startsWith("PUT ")) {
                    seeded.add(call.substring("PUT /v1/".length()) + " " + body);
                }
                String found = present.get(call);
                boolean missing = call.startsWith("GET ") && found == null;
                send(exchange, missing ? 404 : 200, found == null ? "{}" : found);
            }
        }
    }

    private boolean mayHaveAToken(String authorization) throws IOException {
        String pair = new String(
                Base64.getDecoder().decode(authorization.substring("Basic ".length())), StandardCharsets.UTF_8);
        return pair.startsWith("admin:")
                || pair.equals("svc-arcade:" + keys.clientSecret("svc-arcade", takenGeneration));
    }

    private Seeded atThesePorts() {
        return new Seeded(gateway.getAddress().getPort(), 1, 1);
    }

    /** Links of the service, as they are read. */
    private static String links(String... markets) {
        return ",\"markets\":["
                + Stream.of(markets)
                        .map(market -> "{\"market\":\"" + market
                                + "\",\"enabled\":false,\"settings\":{},\"credentialsStored\":true}")
                        .collect(Collectors.joining(","))
                + "]";
    }

    @Test
    void seedsEverythingThatIsMissing() throws Exception {
        assertThat(demo.seed(atThesePorts())).isEqualTo(atThesePorts());
        assertThat(seeded)
                .hasSize(6 + 1 + 5)
                .anyMatch(put -> put.startsWith("services/arcade/markets/stripe {") && put.contains("\"enabled\":true"))
                .anyMatch(put -> put.startsWith("fee-schedules/toss-payments ["))
                .anyMatch(put -> put.startsWith("products/gem-100 {"));
    }

    @Test
    void leavesWhatIsThereAsSomebodyHasChangedIt() throws Exception {
        more = links("google-play", "app-store", "one-store", "galaxy-store", "toss-payments");
        present.put("GET /v1/fee-schedules/toss-payments", "[{\"from\":\"2026-01-01\",\"rate\":\"0.01\"}]");
        for (String product : List.of("gem-100", "gem-550", "gem-1200", "potion-5")) {
            present.put("GET /v1/products/" + product, "{\"productId\":\"" + product + "\",\"active\":false}");
        }
        demo.seed(atThesePorts());
        assertThat(seeded)
                .extracting(put -> put.substring(0, put.indexOf(' ')))
                .containsExactly("services/arcade/markets/stripe", "products/season-pass");
    }

    /** Google's key file names the address at which it is exchanged for tokens. */
    @Test
    void credentialsFollowTheSimulatorsToOtherPortsAndNothingElseChanges() throws Exception {
        more = links("google-play", "app-store", "one-store", "galaxy-store", "stripe", "toss-payments");
        demo.seed(new Seeded(4711, 1, 1));
        assertThat(seeded)
                .filteredOn(put -> put.startsWith("services/"))
                .hasSize(6)
                .allMatch(put -> put.contains("\"enabled\":false")
                        && put.contains("\"credentials\":{}")
                        && !put.contains("settings"));
    }

    @Test
    void findsOutWhichSecretsAreInForce() throws Exception {
        more = ",\"webhookSecretGeneration\":4";
        takenGeneration = 3;
        assertThat(demo.seed(atThesePorts()))
                .isEqualTo(new Seeded(gateway.getAddress().getPort(), 3, 4));
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
        demo.seed(atThesePorts());
        String game = "http://127.0.0.1:" + (gateway.getAddress().getPort() + 11) + "/webhooks/coinslot";
        assertThat(changes).singleElement().asString().contains(game, "\"requiredConsents\":[\"terms\"]", "Arcade");
    }

    @Test
    void anAddressThatSomebodyElseHasSetStays() throws Exception {
        webhookUrl = "http://127.0.0.1:4711/my-own-backend";
        demo.seed(atThesePorts());
        assertThat(changes).isEmpty();
    }
}
