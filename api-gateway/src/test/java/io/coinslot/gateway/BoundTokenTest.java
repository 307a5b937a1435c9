package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.claims;
import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.client.DeviceKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are bound to a key (RFC 9449), at two gateways with one store. */
class BoundTokenTest extends AtOneGateway {
    private static final String PURCHASES = "/v1/purchases";
    private static final DeviceKey DEVICE = DeviceKey.generate();
    private static String token;

    @BeforeAll
    static void openASession() {
        token = gateway.open("arcade", "alice", DEVICE).accessToken();
    }

    private static String proof(String method, String target) {
        return DEVICE.proof(method, URI.create(RunningGateway.ISSUER + target), token);
    }

    private static void assertRefused(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("type").asString()).endsWith("/unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("DPoP realm=\"coinslot\"")
                .contains("error=\"" + error + "\"")
                .contains("algs=\"ES256 PS256 RS256\"");
        assertThat(gateway.service().received()).isEmpty();
    }

    @Test
    void letsTheDeviceInAndHandsTokenAndProofOnAsTheyCame() {
        String proof = proof("GET", PURCHASES);
        HttpResponse<String> answer = gateway.send(gateway.byDevice(PURCHASES + "?limit=5", token, proof));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gateway.service().last().header("Authorization")).isEqualTo("DPoP " + token);
        assertThat(gateway.service().last().header("Dpop")).isEqualTo(proof);
        assertThat(gateway.service().last().target()).isEqualTo(PURCHASES + "?limit=5");
    }

    @Test
    void refusesABoundTokenAsBearerWhateverComesWithIt() {
        for (HttpRequest.Builder request : List.of(
                gateway.request(PURCHASES), gateway.request(PURCHASES).header("DPoP", proof("GET", PURCHASES)))) {
            HttpResponse<String> answer = gateway.send(request.header("Authorization", "Bearer " + token));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate"))
                    .anySatisfy(
                            header -> assertThat(header).startsWith("Bearer ").contains("invalid_token"))
                    .anySatisfy(header -> assertThat(header).startsWith("DPoP "));
            assertThat(gateway.service().received()).isEmpty();
        }
    }

    @Test
    void looksAtNoProofBesideATokenThatIsNotBound() {
        String unbound = gateway.token("svc-arcade", 1, "");
        HttpResponse<String> answer = gateway.send(gateway.request(PURCHASES)
                .header("Authorization", "Bearer " + unbound)
                .header("DPoP", "nonsense"));
        assertThat(answer.statusCode()).isEqualTo(200);

        gateway.service().reset();
        String proof = DEVICE.proof("GET", URI.create(RunningGateway.ISSUER + PURCHASES), unbound);
        assertRefused(gateway.send(gateway.byDevice(PURCHASES, unbound, proof)), "invalid_token");
    }

    @Test
    void offersBothSchemesToWhoeverBringsNoToken() {
        for (HttpRequest.Builder request :
                List.of(gateway.request(PURCHASES), gateway.request(PURCHASES).header("Authorization", "Basic abc"))) {
            HttpResponse<String> answer = gateway.send(request);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate"))
                    .containsExactly(
                            "Bearer realm=\"coinslot\"", "DPoP realm=\"coinslot\", algs=\"ES256 PS256 RS256\"");
        }
    }

    @Test
    void asksForOneProof() {
        assertRefused(gateway.send(gateway.byDevice(PURCHASES, token)), "invalid_dpop_proof");
        assertRefused(
                gateway.send(gateway.byDevice(PURCHASES, token, proof("GET", PURCHASES), proof("GET", PURCHASES))),
                "invalid_dpop_proof");
        assertRefused(gateway.send(gateway.byDevice(PURCHASES, token, "nonsense")), "invalid_dpop_proof");
    }

    @Test
    void asksForAProofForThisRequestMadeNowWithTheTokensKey() {
        URI address = URI.create(RunningGateway.ISSUER + PURCHASES);
        List<String> proofs = List.of(
                proof("POST", PURCHASES),
                proof("GET", "/v1/purchases/p1"),
                DEVICE.proof("GET", URI.create("https://elsewhere.example" + PURCHASES), token),
                DEVICE.proof("GET", address, token + "x"),
                DEVICE.proof("GET", address, token, Instant.now().minusSeconds(90)),
                DEVICE.proof("GET", address, token, Instant.now().plusSeconds(90)),
                DeviceKey.generate().proof("GET", address, token));
        for (String proof : proofs) {
            assertRefused(gateway.send(gateway.byDevice(PURCHASES, token, proof)), "invalid_dpop_proof");
        }
    }

    @Test
    void takesAProofOnceWhicheverGatewayItComesTo() {
        String proof = proof("GET", PURCHASES);
        assertThat(gateway.send(gateway.byDevice(PURCHASES, token, proof)).statusCode())
                .isEqualTo(200);

        gateway.service().reset();
        assertRefused(second.send(second.byDevice(PURCHASES, token, proof)), "invalid_dpop_proof");
        assertRefused(gateway.send(gateway.byDevice(PURCHASES, token, proof)), "invalid_dpop_proof");
    }

    @Test
    void letsOneOfManyWithTheSameProofInWhenTheyComeToTwoGatewaysAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            String proof = proof("GET", PURCHASES);
            List<Future<Integer>> answers = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 20; i++) {
                    RunningGateway at = i % 2 == 0 ? gateway : second;
                    answers.add(threads.submit(
                            () -> at.send(at.byDevice(PURCHASES, token, proof)).statusCode()));
                }
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).as("round %d", round).containsOnlyOnce(200).containsOnly(200, 401);
        }
        assertThat(gateway.service().received()).hasSize(10);
    }

    /** Or a device could use up what another is about to send. */
    @Test
    void takesTheSameIdOfTwoKeysForTwo() throws Exception {
        for (String user : List.of("bob", "carol")) {
            ECKey key = new ECKeyGenerator(Curve.P_256).generate();
            DeviceKey device = DeviceKey.of(key.toKeyPair());
            String own = gateway.open("arcade", user, device).accessToken();
            HttpRequest.Builder request = gateway.byDevice(PURCHASES, own, withId("the-same", key, device, own));

            assertThat(gateway.send(request).statusCode()).isEqualTo(200);
            assertThat(second.send(second.byDevice(PURCHASES, own, withId("the-same", key, device, own)))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    /** A proof of the device with another id. */
    private static String withId(String id, ECKey key, DeviceKey device, String own) throws Exception {
        SignedJWT proof = SignedJWT.parse(device.proof("GET", URI.create(RunningGateway.ISSUER + PURCHASES), own));
        SignedJWT changed = new SignedJWT(
                proof.getHeader(),
                new JWTClaimsSet.Builder(proof.getJWTClaimsSet()).jwtID(id).build());
        changed.sign(new ECDSASigner(key));
        return changed.serialize();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/purchases",
                "POST /v1/purchases/p1/refunds",
                "POST /v1/purchases/p1/delivery",
                "GET /v1/webhook-attempts",
                "PUT /v1/users/alice/limits",
                "GET /v1/products",
                "POST /v1/services"
            })
    void keepsDevicesFromWhatIsTheBackends(String request) {
        String method = request.substring(0, request.indexOf(' '));
        String path = request.substring(request.indexOf(' ') + 1);
        HttpResponse<String> answer = gateway.send(
                gateway.byDevice(method, path, DEVICE, token).method(method, BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).get("type").asString()).endsWith("/not-for-devices");
        assertThat(gateway.service().received()).isEmpty();
    }

    @Test
    void letsNoDeviceActForAnotherService() {
        HttpResponse<String> answer =
                gateway.send(gateway.byDevice("GET", PURCHASES, DEVICE, token).header("Coinslot-Service", "other"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(gateway.service().received()).isEmpty();
    }

    @Test
    void storesNothingForTokensThatAreNotBound() {
        MongoDatabase database = gateway.bean(MongoDatabase.class);
        long before = database.getCollection("spent_proofs").countDocuments();
        gateway.get(PURCHASES, gateway.token("svc-arcade", 1, ""));

        assertThat(database.getCollection("spent_proofs").countDocuments()).isEqualTo(before);
    }

    @Test
    void bindsAClientsTokenByAProofAtTheTokenEndpoint() {
        String secret = gateway.secret("svc-arcade", 1);
        String basic = Base64.getEncoder().encodeToString(("svc-arcade:" + secret).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = gateway.send(gateway.request("/oauth2/token")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("DPoP", tokenProof(RunningGateway.ISSUER + "/oauth2/token")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("token_type").asString()).isEqualTo("DPoP");
        String bound = json(answer).get("access_token").asString();
        assertThat(claims(bound).at("/cnf/jkt").asString()).isEqualTo(DEVICE.thumbprint());
        assertThat(gateway.get(PURCHASES, bound).statusCode()).isEqualTo(401);
        assertThat(gateway.send(gateway.byDevice("GET", PURCHASES, DEVICE, bound))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(gateway.byDevice("GET", "/v1/products", DEVICE, bound))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String tokenProof(String address) {
        return DEVICE.proof("POST", URI.create(address), "none");
    }

    @Test
    void refusesTokensOfItsOwnKeyThatAreADevicesByHalves() throws Exception {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(RunningGateway.ISSUER)
                .audience("coinslot")
                .subject("x")
                .claim("scope", "purchases:read services:write")
                .claim("device_id", "watch-1")
                .claim("user_id", "alice")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
        String unbound = signed(claims.build());
        String withoutService =
                signed(claims.claim("cnf", Map.of("jkt", DEVICE.thumbprint())).build());

        assertThat(gateway.get(PURCHASES, unbound).statusCode()).isEqualTo(401);
        assertRefused(gateway.send(gateway.byDevice("GET", PURCHASES, DEVICE, withoutService)), "invalid_token");
    }

    private static String signed(JWTClaimsSet claims) throws Exception {
        var key = gateway.bean(JWKSet.class).getKeys().getFirst().toECKey();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }
}
