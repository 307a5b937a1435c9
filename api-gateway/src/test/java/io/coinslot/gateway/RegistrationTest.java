package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.claims;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static RunningGateway gateway;
    private static String admin;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        admin = gateway.adminToken();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void playTheCatalog() {
        gateway.service().reset();
        gateway.service().answering((exchange, request) -> {
            if (request.target().endsWith("/rotate")) {
                Instant until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
                StubService.answerJson(
                        exchange,
                        200,
                        "{\"serviceId\":\"arcade\",\"webhookSecret\":\"whsec_2\",\"previousValidUntil\":\"" + until
                                + "\"}");
                return;
            }
            exchange.getResponseHeaders().set("Location", "/v1/services/arcade");
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            String serviceId = json(request.body(), "serviceId");
            StubService.answerJson(
                    exchange, 201, "{\"serviceId\":\"" + serviceId + "\",\"webhookSecret\":\"whsec_1\",\"version\":1}");
        });
    }

    private static String json(String body, String field) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree(body)
                .get(field)
                .asString();
    }

    private static HttpResponse<String> post(String target, String token, String key, String body) {
        var request = gateway.request(target)
                .POST(BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        return gateway.send(key == null ? request : request.header("Idempotency-Key", key));
    }

    private static HttpResponse<String> register(String serviceId, String key) {
        return post("/v1/services", admin, key, "{\"serviceId\":\"" + serviceId + "\"}");
    }

    private static boolean letsIn(String clientId, String secret) {
        return gateway.requestToken(clientId, secret, "grant_type=client_credentials")
                        .statusCode()
                == 200;
    }

    @Test
    void registersAServiceWithAClientThatCanLogIn() {
        var answer = register("arcade", "key-1");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/services/arcade");
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(json(answer.body(), "webhookSecret")).isEqualTo("whsec_1");
        assertThat(json(answer.body(), "clientId")).isEqualTo("svc-arcade");
        assertThat(letsIn("svc-arcade", json(answer.body(), "clientSecret"))).isTrue();
        assertThat(claims(gateway.token("svc-arcade", 1, "")).get("service_id").asString())
                .isEqualTo("arcade");
        assertThat(gateway.service().last().header("Idempotency-key")).isEqualTo("key-1");
        assertThat(gateway.service().last().header("Authorization")).isEqualTo("Bearer " + admin);
    }

    @Test
    void answersTheSameSecretsToTheSameRequest() {
        String first = json(register("arcade", "key-1").body(), "clientSecret");
        String again = json(register("arcade", "key-1").body(), "clientSecret");

        assertThat(again).isEqualTo(first);
    }

    /** The catalog has the service, the gateway does not have its client, as the store went away in between. */
    @Test
    void completesARegistrationThatBrokeOffAfterTheCatalogsPart() {
        String registered = "{\"serviceId\":\"broken\",\"webhookSecret\":\"whsec_1\",\"version\":1}";
        try (RunningGateway first = RunningGateway.start()) {
            String token = first.adminToken();
            first.service().answering((exchange, request) -> {
                first.closeStore();
                StubService.answerJson(exchange, 201, registered);
            });
            var answer = first.send(first.request("/v1/services")
                    .POST(BodyPublishers.ofString("{\"serviceId\":\"broken\"}"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "key-2"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(first.service().last().header("Idempotency-key")).isEqualTo("key-2");
        }
        assertThat(gateway.bean(Clients.class).find("svc-broken")).isEmpty();
        gateway.service().answering((exchange, request) -> {
            exchange.getResponseHeaders().set("Location", "/v1/services/broken");
            exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
            StubService.answerJson(exchange, 201, registered);
        });

        var answer = register("broken", "key-2");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(gateway.service().last().header("Idempotency-key")).isEqualTo("key-2");
        assertThat(json(answer.body(), "webhookSecret")).isEqualTo("whsec_1");
        assertThat(letsIn("svc-broken", json(answer.body(), "clientSecret"))).isTrue();
    }

    @Test
    void passesTheCatalogsRefusalOnAndCreatesNoClient() {
        gateway.service().answering((exchange, request) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            byte[] body = "{\"status\":409}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(409, body.length);
            exchange.getResponseBody().write(body);
        });

        var answer = register("taken", "key-3");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("{\"status\":409}");
        assertThat(gateway.bean(Clients.class).find("svc-taken")).isEmpty();
    }

    @Test
    void refusesARegistrationWithoutAKeyBeforeTheCatalogSeesIt() {
        var answer = register("arcade", null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body(), "type")).endsWith("/missing-idempotency-key");
        assertThat(gateway.service().received()).isEmpty();
    }

    @Test
    void rotatesASecretAndKeepsTheOldOneForATime() {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("rotating"));
        String own = gateway.token("svc-rotating", 1, "services:write");

        var answer = post("/v1/services/rotating/secrets/rotate", own, "r-1", "{\"keepOldForMinutes\":60}");
        var again = post("/v1/services/rotating/secrets/rotate", own, "r-1", "{\"keepOldForMinutes\":60}");

        assertThat(answer.statusCode()).isEqualTo(200);
        String second = json(answer.body(), "clientSecret");
        assertThat(json(again.body(), "clientSecret")).isEqualTo(second);
        assertThat(Instant.parse(json(answer.body(), "oldValidUntil"))).isAfter(Instant.now());
        assertThat(letsIn("svc-rotating", second)).isTrue();
        assertThat(letsIn("svc-rotating", gateway.secret("svc-rotating", 1))).isTrue();
        assertThat(letsIn("svc-rotating", gateway.secret("svc-rotating", 3))).isFalse();
    }

    @Test
    void losesNoRotationOfManyAtOnce() throws Exception {
        Clients clients = gateway.bean(Clients.class);
        for (int round = 0; round < 10; round++) {
            String serviceId = "rotating-" + round;
            Map<Integer, String> secrets = new ConcurrentHashMap<>();
            List<Future<?>> requests = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 16; i++) {
                    int key = i / 2;
                    requests.add(threads.submit(() -> rotatesTheSame(serviceId, key, secrets)));
                }
            }
            for (Future<?> request : requests) {
                request.get();
            }
            ClientRecord client = clients.find("svc-" + serviceId).orElseThrow();
            assertThat(client.generation()).as("after round %d", round).isEqualTo(9);
            assertThat(secrets.values()).doesNotHaveDuplicates().hasSize(8);
            assertThat(secrets.values()).allMatch(secret -> letsIn(client.clientId(), secret));
        }
    }

    private static void rotatesTheSame(String serviceId, int key, Map<Integer, String> secrets) {
        var answer = post("/v1/services/" + serviceId + "/secrets/rotate", admin, "rotation-" + key, "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String secret = json(answer.body(), "clientSecret");
        assertThat(secrets.computeIfAbsent(key, first -> secret)).isEqualTo(secret);
    }

    @Test
    void endsTheOldSecretAtOnceWhenItIsNotKept() {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("leaked"));
        gateway.service()
                .answering((exchange, request) -> StubService.answerJson(
                        exchange,
                        200,
                        "{\"serviceId\":\"leaked\",\"webhookSecret\":\"w\",\"previousValidUntil\":\"" + Instant.now()
                                + "\"}"));

        post("/v1/services/leaked/secrets/rotate", admin, "r-2", "{\"keepOldForMinutes\":0}");

        assertThat(letsIn("svc-leaked", gateway.secret("svc-leaked", 1))).isFalse();
        assertThat(letsIn("svc-leaked", gateway.secret("svc-leaked", 2))).isTrue();
    }

    @Test
    void setsLimitsThatShowInTheNextToken() {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("limited"));

        var answer = gateway.send(
                "PUT",
                "/v1/services/limited/client-limits",
                admin,
                "{\"requestsPerSecond\":10,\"burst\":20,\"amountLimits\":"
                        + "[{\"currency\":\"KRW\",\"perPurchase\":\"50000\",\"perDay\":\"1000000\"}]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(claims(gateway.token("svc-limited", 1, ""))
                        .get("amount_limits")
                        .toString())
                .isEqualTo("[{\"currency\":\"KRW\",\"perPurchase\":\"50000\",\"perDay\":\"1000000\"}]");
    }

    @Test
    void namesTheFieldOfALimitThatIsNotValid() {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("limited"));
        String target = "/v1/services/limited/client-limits";

        var scale =
                gateway.send("PUT", target, admin, "{\"amountLimits\":[{\"currency\":\"KRW\",\"perDay\":\"1.50\"}]}");
        var rate = gateway.send("PUT", target, admin, "{\"requestsPerSecond\":0}");
        var kind = gateway.send("PUT", target, admin, "{\"requestsPerSecond\":\"many\"}");
        var nobody = gateway.send("PUT", "/v1/services/nobody/client-limits", admin, "{}");

        assertThat(scale.statusCode()).isEqualTo(400);
        assertThat(scale.body()).contains("/amountLimits/0/perDay");
        assertThat(rate.body()).contains("/requestsPerSecond");
        assertThat(kind.statusCode()).isEqualTo(400);
        assertThat(kind.body()).contains("/requestsPerSecond");
        assertThat(nobody.statusCode()).isEqualTo(404);
    }
}
