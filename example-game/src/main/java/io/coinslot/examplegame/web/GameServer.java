package io.coinslot.examplegame.web;

import io.coinslot.client.CoinslotException;
import io.coinslot.examplegame.connection.Connection;
import io.coinslot.examplegame.inventory.Inventory;
import io.coinslot.examplegame.shop.Activity;
import io.coinslot.examplegame.shop.Shop;
import io.coinslot.examplegame.wire.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.core.JacksonException;

/** The game's HTTP server, on the loopback address. */
public final class GameServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GameServer.class.getName());
    /** Held so that its level stays: the server's own greetings are not worth a line. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private static final int LARGEST_BODY_BYTES = 256 * 1024;

    private final WebhookEndpoint webhooks;
    private final WebServer server;

    /** Prepares the server; port 0 takes any free one. */
    public GameServer(int port, WebhookEndpoint webhooks, Shop shop, Inventory inventory, Activity activity) {
        HELIDON.setLevel(Level.WARNING);
        this.webhooks = webhooks;
        PageApi pageApi = new PageApi(shop, inventory, activity);
        this.server = WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .maxPayloadSize(LARGEST_BODY_BYTES)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ZERO)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(routing -> route(routing, pageApi))
                .build();
    }

    /** Starts to listen and returns the port. */
    public int start() {
        return server.start().port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void route(HttpRouting.Builder routing, PageApi pageApi) {
        routing.post("/webhooks/coinslot", this::receive)
                .get("/actuator/health/readiness", GameServer::ready)
                .register("/api", pageApi)
                .register("/", new PageFiles())
                .error(IllegalArgumentException.class, (request, response, e) -> refuse(response, 400, e))
                .error(JacksonException.class, (request, response, e) -> refuse(response, 400, e))
                .error(Connection.NotThere.class, (request, response, e) -> refuse(response, 503, e))
                .error(CoinslotException.Refused.class, (request, response, e) -> pass(response, e))
                .error(CoinslotException.class, (request, response, e) -> refuse(response, 502, e))
                .error(
                        HttpException.class,
                        (request, response, e) -> refuse(response, e.status().code(), e))
                .error(RuntimeException.class, (request, response, e) -> fail(response, e));
    }

    private void receive(ServerRequest request, ServerResponse response) {
        byte[] body = Answers.bytes(request);
        try {
            String answer = webhooks.receive(
                    name -> request.headers().first(HeaderNames.create(name)).orElse(null), body);
            response.header("Content-Type", "application/json");
            response.send(answer.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (CoinslotException.WebhookRefused forged) {
            refuse(response, 401, forged);
        }
    }

    private static void ready(ServerRequest request, ServerResponse response) {
        Answers.json(response, 200, Json.object().put("status", "UP"));
    }

    private static void pass(ServerResponse response, CoinslotException.Refused refused) {
        refuse(response, refused.problem().status(), refused);
    }

    private static void refuse(ServerResponse response, int status, Exception reason) {
        Answers.refusal(response, status, String.valueOf(reason.getMessage()));
    }

    private static void fail(ServerResponse response, RuntimeException failure) {
        LOG.log(Level.SEVERE, "Failed to answer", failure);
        Answers.refusal(response, 500, "The game failed: " + failure.getMessage());
    }
}
