package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.client.DeviceKey;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Another issuer, with keys of its own, in place of the gateway's authorization server. */
class ExternalIssuerTest {
    private static final String ISSUER = "https://id.example";
    private static StubService issuer;
    private static RSAKey key;
    private static RunningGateway gateway;
    private static String tokenOfOurOwn;

    @BeforeAll
    static void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        issuer = new StubService();
        String keys = new JWKSet(key).toPublicJWKSet().toString();
        issuer.answering((exchange, request) -> StubService.answerJson(exchange, 200, keys));
        RunningGateway before = RunningGateway.start();
        before.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        tokenOfOurOwn = before.token("svc-arcade", 1, "");
        gateway = before.restarted(
                "coinslot.security.external-issuer.issuer=" + ISSUER,
                "coinslot.security.external-issuer.jwks-uri=" + issuer.address() + "/keys",
                "coinslot.security.external-issuer.algorithms=RS256",
                "coinslot.security.external-issuer.service-id-claim=game",
                "coinslot.security.external-issuer.administrator-scope=operator");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    private static String token(String clientId, String service, String scope) throws Exception {
        return signed(claims(clientId, service, scope));
    }

    private static JWTClaimsSet.Builder claims(String clientId, String service, String scope) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("coinslot")
                .subject(clientId)
                .claim("scope", scope)
                .claim("game", service)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String signed(JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Test
    void letsItsTokensInAsTheyAre() throws Exception {
        String token = token("arcade-backend", "arcade", "purchases:read");

        assertThat(gateway.get("/v1/purchases", token).statusCode()).isEqualTo(200);
        assertThat(gateway.service().last().header("Authorization")).isEqualTo("Bearer " + token);
        assertThat(gateway.get("/v1/products", token).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesTokensThatTheGatewayIssuedBefore() {
        var answer = gateway.get("/v1/purchases", tokenOfOurOwn);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).get("type").asString()).endsWith("/unauthenticated");
    }

    /** A secret of ours has nothing to do with them. */
    @Test
    void endsNoneOfItsTokensByARotation() throws Exception {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("turned"));
        String token = token("turned-backend", "turned", "services:write purchases:read");
        gateway.service()
                .answering((exchange, request) -> StubService.answerJson(
                        exchange,
                        200,
                        "{\"serviceId\":\"turned\",\"webhookSecret\":\"w\",\"previousValidUntil\":\"" + Instant.now()
                                + "\"}"));
        var rotated = gateway.send(gateway.request("/v1/services/turned/secrets/rotate")
                .POST(BodyPublishers.ofString("{\"keepOldForMinutes\":0}"))
                .header("Authorization", "Bearer " + token("ops", null, "operator services:write"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "r-1"));
        gateway.service().reset();

        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(gateway.get("/v1/purchases", token).statusCode()).isEqualTo(200);
        assertThat(gateway.send("PUT", "/v1/services/turned/client-keys", token, "{\"jwks\":null}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void issuesNoneItselfAndSaysWhoDoes() {
        var answer =
                gateway.requestToken("svc-arcade", gateway.secret("svc-arcade", 1), "grant_type=client_credentials");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("detail").asString()).contains(ISSUER);
        var metadata = gateway.send(gateway.request("/.well-known/oauth-authorization-server"));
        assertThat(metadata.statusCode()).isEqualTo(404);
        assertThat(json(gateway.send(gateway.request("/"))).get("tokens").asString())
                .isEqualTo(ISSUER);
    }

    @Test
    void knowsTheAdministratorByItsScopeAlone() throws Exception {
        String limits = "/v1/services/arcade/client-limits";
        String service = token("arcade-backend", "arcade", "services:write");
        String administrator = token("ops", null, "operator services:write");

        assertThat(gateway.send("PUT", limits, service, "{}").statusCode()).isEqualTo(403);
        assertThat(gateway.send("PUT", limits, token("ops", null, "services:write"), "{}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.send("PUT", limits, administrator, "{\"requestsPerSecond\":10}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void limitsAServiceWhateverItsClientsAreCalled() throws Exception {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("slow"));
        String administrator = token("ops", null, "operator services:write");
        gateway.send("PUT", "/v1/services/slow/client-limits", administrator, "{\"requestsPerSecond\":1,\"burst\":1}");

        List<Integer> answers = new ArrayList<>();
        for (int request = 0; request < 20; request++) {
            String token = token("slow-" + request, "slow", "purchases:read");
            answers.add(gateway.get("/v1/purchases", token).statusCode());
        }
        assertThat(answers).contains(200, 429);
    }

    @Test
    void refusesAmountLimitsThatItsTokensWouldNotCarry() throws Exception {
        var answer = gateway.send(
                "PUT",
                "/v1/services/arcade/client-limits",
                token("ops", null, "operator services:write"),
                "{\"amountLimits\":[{\"currency\":\"KRW\",\"perDay\":\"1000\"}]}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).at("/errors/0/pointer").asString()).isEqualTo("/amountLimits");
        assertThat(answer.body()).contains(ISSUER);
    }

    @Test
    void letsItsDevicesInWithProofsAndOpensNoSessionsItself() throws Exception {
        DeviceKey device = DeviceKey.generate();
        String token = signed(claims("alice", "arcade", "purchases:read devices:write")
                .claim("device_id", "watch-1")
                .claim("user_id", "alice")
                .claim("cnf", Map.of("jkt", device.thumbprint())));

        assertThat(gateway.send(gateway.byDevice("GET", "/v1/purchases", device, token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.get("/v1/purchases", token).statusCode()).isEqualTo(401);
        assertThat(gateway.send(gateway.byDevice("GET", "/v1/products", device, token))
                        .statusCode())
                .isEqualTo(403);
        var refused = gateway.send(gateway.request("/v1/device-sessions")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"userId\":\"a\",\"deviceId\":\"d\",\"jwkThumbprint\":\"" + device.thumbprint() + "\"}"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k")
                .header("Authorization", "Bearer " + token("arcade-backend", "arcade", "devices:write")));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(json(refused).get("detail").asString()).contains(ISSUER);
    }
}
