package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.claims;
import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.client.DeviceKey;
import io.coinslot.client.DeviceSession;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How a service's backend lets its users' devices in, and puts them out again. */
class DeviceSessionTest {
    private static final DeviceKey DEVICE = DeviceKey.generate();
    private static RunningGateway gateway;
    private static RunningGateway second;
    private static String backend;
    private static String stranger;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        second = gateway.another();
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("other"));
        backend = gateway.token("svc-arcade", 1, "devices:write");
        stranger = gateway.token("svc-other", 1, "devices:write");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.service().reset();
    }

    private static String body(String userId, String deviceId, String thumbprint) {
        return "{\"userId\":\"%s\",\"deviceId\":\"%s\",\"jwkThumbprint\":\"%s\"}"
                .formatted(userId, deviceId, thumbprint);
    }

    private static String body(String userId) {
        return body(userId, "watch-1", DEVICE.thumbprint());
    }

    private static HttpResponse<String> open(RunningGateway at, String token, String key, String body) {
        return at.send(at.request("/v1/device-sessions")
                .POST(BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json"));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static String problem(HttpResponse<String> answer) {
        String type = json(answer).get("type").asString();
        return answer.statusCode() + " " + type.substring(type.lastIndexOf('/') + 1)
                + json(answer).at("/errors/0/pointer").asString("").replaceFirst("^(?=.)", " ");
    }

    @Test
    void givesTheDeviceAShortLivedTokenOfItsOwnBoundToItsKey() {
        Instant before = Instant.now().minusSeconds(1);
        HttpResponse<String> answer = open(gateway, backend, key(), body("alice"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).get("tokenType").asString()).isEqualTo("DPoP");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode claims = claims(json(answer).get("accessToken").asString());
        assertThat(claims.get("iss").asString()).isEqualTo(RunningGateway.ISSUER);
        assertThat(claims.get("aud").asString()).isEqualTo("coinslot");
        assertThat(claims.get("client_id").asString()).isEqualTo("svc-arcade");
        assertThat(claims.get("service_id").asString()).isEqualTo("arcade");
        assertThat(claims.get("user_id").asString()).isEqualTo("alice");
        assertThat(claims.get("device_id").asString()).isEqualTo("watch-1");
        assertThat(claims.at("/cnf/jkt").asString()).isEqualTo(DEVICE.thumbprint());
        assertThat(claims.get("scope").asString())
                .isEqualTo(json(answer).get("scope").asString())
                .doesNotContain("purchases:write", "refunds", "devices");
        assertThat(claims.get("jti").asString())
                .isEqualTo(json(answer).get("sessionId").asString());
        Instant expiresAt = Instant.parse(json(answer).get("expiresAt").asString());
        assertThat(Instant.ofEpochSecond(claims.get("exp").asLong())).isEqualTo(expiresAt);
        assertThat(expiresAt).isBetween(before.plus(Duration.ofMinutes(15)), before.plus(Duration.ofMinutes(16)));
    }

    @Test
    void namesTheSameDeviceTheSameInEachSessionAndAnotherDifferently() {
        Set<String> subjects = new HashSet<>();
        for (String body : List.of(
                body("ann"),
                body("ann"),
                body("ann", "phone-1", DEVICE.thumbprint()),
                body("annwatch", "-1", DEVICE.thumbprint()))) {
            subjects.add(claims(json(open(gateway, backend, key(), body))
                            .get("accessToken")
                            .asString())
                    .get("sub")
                    .asString());
        }
        assertThat(subjects).hasSize(3).doesNotContain("svc-arcade");
    }

    @Test
    void answersARepeatedRequestWithTheSameSessionWhicheverGatewayItComesTo() {
        String key = key();
        HttpResponse<String> first = open(gateway, backend, key, body("bob"));
        HttpResponse<String> again = open(second, backend, key, body("bob"));

        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(claims(json(again).get("accessToken").asString()))
                .isEqualTo(claims(json(first).get("accessToken").asString()));
        assertThat(problem(open(gateway, backend, key, body("bert")))).isEqualTo("422 idempotency-key-reused");
        assertThat(json(open(gateway, stranger, key, body("bob"))).get("sessionId"))
                .isNotEqualTo(json(first).get("sessionId"));
    }

    @Test
    void opensOneSessionHoweverManyAskWithTheSameKeyAtOnce() throws Exception {
        String key = key();
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                RunningGateway at = i % 2 == 0 ? gateway : second;
                answers.add(threads.submit(() -> open(at, backend, key, body("crowd"))));
            }
        }
        Set<JsonNode> contents = new HashSet<>();
        int firsts = 0;
        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(201);
            contents.add(claims(json(answer.get()).get("accessToken").asString()));
            firsts += answer.get().headers().firstValue("Idempotent-Replayed").isEmpty() ? 1 : 0;
        }
        assertThat(contents).hasSize(1);
        assertThat(firsts).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{}`,/userId",
                "`{\"userId\":\" \"}`,/userId",
                "`{\"userId\":\"a\\u0000b\",\"deviceId\":\"d\"}`,/userId",
                "`{\"userId\":\"a\"}`,/deviceId",
                "`{\"userId\":\"a\",\"deviceId\":\"d\"}`,/jwkThumbprint",
                "`{\"userId\":\"a\",\"deviceId\":\"d\",\"jwkThumbprint\":\"abc\"}`,/jwkThumbprint",
                "`{\"userId\":\"a\",\"deviceId\":\"d\",\"jwkThumbprint\":\"0ZcOCORZNYy+DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}`,/jwkThumbprint",
                "`{\"userId\":\"a\",\"deviceId\":\"d\",\"jwkThumbprint\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4J\"}`,/jwkThumbprint"
            })
    void namesTheFieldThatIsWrong(String body, String pointer) {
        assertThat(problem(open(gateway, backend, key(), body))).isEqualTo("400 invalid-request " + pointer);
    }

    @Test
    void needsAKeyTheScopeAndAService() {
        assertThat(problem(gateway.send("POST", "/v1/device-sessions", backend, body("alice"))))
                .startsWith("400 missing-idempotency-key");
        String reading = gateway.token("svc-arcade", 1, "purchases:read");
        assertThat(problem(open(gateway, reading, key(), body("alice")))).isEqualTo("403 insufficient-scope");
        assertThat(problem(open(gateway, gateway.adminToken(), key(), body("alice"))))
                .isEqualTo("403 insufficient-scope");
        DeviceSession session = gateway.open("arcade", "alice", DEVICE);
        HttpResponse<String> byDevice =
                gateway.send(gateway.byDevice("POST", "/v1/device-sessions", DEVICE, session.accessToken())
                        .POST(BodyPublishers.ofString(body("alice"))));
        assertThat(problem(byDevice)).isEqualTo("403 not-for-devices");
    }

    @Test
    void boundsHowManyAreOpenedForOneUser() {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(open(gateway, backend, key(), body("eager")));
        }
        assertThat(answers).anySatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
        assertThat(open(gateway, backend, key(), body("calm")).statusCode()).isEqualTo(201);
    }

    @Test
    void refusesARevokedSessionAtEveryGatewayAtOnce() {
        DeviceSession session = gateway.open("arcade", "dora", DEVICE);
        DeviceSession other = gateway.open("arcade", "dora", DEVICE);
        String path = "/v1/device-sessions/" + session.sessionId() + "/revoke";

        assertThat(problem(gateway.send("POST", path, stranger, ""))).isEqualTo("404 not-found");
        assertThat(get(second, session).statusCode()).isEqualTo(200);
        HttpResponse<String> revoked = gateway.send("POST", path, backend, "");
        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(json(gateway.send("POST", path, backend, "")).get("revokedAt"))
                .isEqualTo(json(revoked).get("revokedAt"));

        for (RunningGateway at : List.of(gateway, second)) {
            HttpResponse<String> refused = get(at, session);
            assertThat(problem(refused)).isEqualTo("401 unauthenticated");
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("DPoP ")
                    .contains("error=\"invalid_token\"");
            assertThat(get(at, other).statusCode()).isEqualTo(200);
        }
        assertThat(problem(gateway.send("POST", "/v1/device-sessions/ds_unknown/revoke", backend, "")))
                .isEqualTo("404 not-found");
    }

    @Test
    void revokesEverySessionOfALostDeviceOrOfAUser() {
        DeviceSession watch = gateway.open("arcade", "erik", DEVICE);
        DeviceSession phone = session(open(gateway, backend, key(), body("erik", "phone-1", DEVICE.thumbprint())));
        DeviceSession tablet = session(open(gateway, backend, key(), body("erik", "tablet-1", DEVICE.thumbprint())));
        DeviceSession elsewhere = gateway.open("other", "erik", DEVICE);
        DeviceSession somebody = gateway.open("arcade", "fred", DEVICE);

        assertThat(revokeAll("{\"userId\":\"erik\",\"deviceId\":\"watch-1\"}")).isEqualTo(1);
        assertThat(get(gateway, watch).statusCode()).isEqualTo(401);
        assertThat(get(gateway, phone).statusCode()).isEqualTo(200);
        assertThat(revokeAll("{\"userId\":\"erik\"}")).isEqualTo(2);
        assertThat(get(second, phone).statusCode()).isEqualTo(401);
        assertThat(get(second, tablet).statusCode()).isEqualTo(401);
        assertThat(revokeAll("{\"userId\":\"erik\"}")).isZero();
        assertThat(get(gateway, elsewhere).statusCode()).isEqualTo(200);
        assertThat(get(gateway, somebody).statusCode()).isEqualTo(200);
        assertThat(problem(gateway.send("POST", "/v1/device-sessions:revoke", backend, "{}")))
                .isEqualTo("400 invalid-request /userId");
    }

    private static long revokeAll(String body) {
        HttpResponse<String> answer = gateway.send("POST", "/v1/device-sessions:revoke", backend, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer).get("revoked").asLong();
    }

    private static DeviceSession session(HttpResponse<String> answer) {
        return new DeviceSession(
                json(answer).get("sessionId").asString(),
                json(answer).get("accessToken").asString(),
                "",
                Instant.now());
    }

    private static HttpResponse<String> get(RunningGateway at, DeviceSession session) {
        return at.send(at.byDevice("GET", "/v1/purchases", DEVICE, session.accessToken()));
    }
}
