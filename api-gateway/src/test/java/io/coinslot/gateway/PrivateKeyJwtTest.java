package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.claims;
import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.client.DeviceKey;
import io.coinslot.client.DeviceSession;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PrivateKeyJwtTest {
    private static final DeviceKey DEVICE = DeviceKey.generate();
    private static RunningGateway gateway;
    private static RunningGateway second;
    private static ECKey key;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start();
        second = gateway.another();
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("keyless"));
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        var answer = putKeys(
                gateway.token("svc-arcade", 1, "services:write"),
                "arcade",
                "{\"jwks\":{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("keyIds").toString()).isEqualTo("[\"k1\"]");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> putKeys(String token, String serviceId, String body) {
        return gateway.send("PUT", "/v1/services/" + serviceId + "/client-keys", token, body);
    }

    private static String assertion(String clientId, ECKey signer, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(RunningGateway.ISSUER + "/oauth2/token")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
        change.accept(claims);
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims.build());
            jwt.sign(new ECDSASigner(signer));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> requestToken(String clientId, String assertion) {
        String form = "grant_type=client_credentials&scope=purchases:read&client_id=" + clientId
                + "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
                + assertion;
        return gateway.send(gateway.request("/oauth2/token")
                .POST(BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    private static void assertRefused(String clientId, String assertion) {
        var answer = requestToken(clientId, assertion);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).get("error").asString()).isEqualTo("invalid_client");
    }

    @Test
    void takesAnAssertionOnce() {
        String assertion = assertion("svc-arcade", key, claims -> {});

        var first = requestToken("svc-arcade", assertion);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(claims(json(first).get("access_token").asString())
                        .get("service_id")
                        .asString())
                .isEqualTo("arcade");
        assertRefused("svc-arcade", assertion);
    }

    private static HttpResponse<String> rotate(String serviceId, String key, String body) {
        return rotate(gateway.adminToken(), serviceId, key, body);
    }

    private static HttpResponse<String> rotate(String token, String serviceId, String key, String body) {
        String now = Instant.now().toString();
        gateway.service()
                .answering((exchange, request) -> StubService.answerJson(
                        exchange,
                        200,
                        "{\"serviceId\":\"%s\",\"webhookSecret\":\"whsec_2\",\"previousValidUntil\":\"%s\"}"
                                .formatted(serviceId, now)));
        return gateway.send(gateway.request("/v1/services/" + serviceId + "/secrets/rotate")
                .POST(BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key));
    }

    /** Whoever had the secret could set a key of their own, and go on without it. */
    @Test
    void refusesAKeyOnceASecretThatLeakedWasEnded() throws Exception {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("leaked"));
        ECKey planted = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        String body = "{\"jwks\":{\"keys\":[" + planted.toPublicJWK().toJSONString() + "]}}";
        putKeys(gateway.token("svc-leaked", 1, "services:write"), "leaked", body);

        var kept = rotate("leaked", "r-1", "{\"keepOldForMinutes\":60}");
        assertThat(json(kept).get("clientKeyIds").toString()).isEqualTo("[\"k1\"]");
        assertThat(requestToken("svc-leaked", assertion("svc-leaked", planted, claims -> {}))
                        .statusCode())
                .isEqualTo(200);

        var ended = rotate("leaked", "r-2", "{\"keepOldForMinutes\":0}");
        assertThat(json(ended).get("clientKeyIds").toString()).isEqualTo("[]");
        assertRefused("svc-leaked", assertion("svc-leaked", planted, claims -> {}));
    }

    /** Whoever had the secret may have tokens that live for an hour, and would set keys or rotate by them. */
    @Test
    void refusesTokensOnceTheSecretThatLedToThemWasEnded() throws Exception {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("taken"));
        String stolen = gateway.token("svc-taken", 1, "services:write devices:write purchases:read");
        DeviceSession session = gateway.open("taken", "mallory", DEVICE);
        String own = gateway.token("svc-taken", 1, "services:write");
        rotate("taken", "r-1", "{\"keepOldForMinutes\":60}");
        assertThat(gateway.get("/v1/purchases", stolen).statusCode()).isEqualTo(200);

        var ended = rotate(own, "taken", "r-2", "{\"keepOldForMinutes\":0}");
        assertThat(json(ended).get("clientSecret").asString()).isEqualTo(gateway.secret("svc-taken", 3));

        ECKey planted = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        String keys = "{\"jwks\":{\"keys\":[" + planted.toPublicJWK().toJSONString() + "]}}";
        assertThat(putKeys(stolen, "taken", keys).statusCode()).isEqualTo(401);
        assertRefused("svc-taken", assertion("svc-taken", planted, claims -> {}));
        var again = rotate(stolen, "taken", "r-3", "{\"keepOldForMinutes\":0}");
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("invalid_token");
        assertThat(gateway.bean(Clients.class).find("svc-taken").orElseThrow().generation())
                .isEqualTo(3);
        assertThat(gateway.send("POST", "/v1/device-sessions", stolen, "{}").statusCode())
                .isEqualTo(401);
        for (RunningGateway at : List.of(gateway, second)) {
            assertThat(at.get("/v1/purchases", stolen).statusCode()).isEqualTo(401);
            assertThat(at.send(at.byDevice("GET", "/v1/purchases", DEVICE, session.accessToken()))
                            .statusCode())
                    .isEqualTo(401);
        }
        String fresh = gateway.token("svc-taken", 3, "services:write");
        assertThat(putKeys(fresh, "taken", "{\"jwks\":null}").statusCode()).isEqualTo(200);
    }

    /** Its answer may be lost, and the former secret gets no further token. */
    @Test
    void letsTheTokenThatRotatedAskAgain() {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("lost"));
        String own = gateway.token("svc-lost", 1, "services:write");
        rotate(own, "lost", "r-1", "{\"keepOldForMinutes\":0}");

        assertThat(rotate(own, "lost", "r-1", "{\"keepOldForMinutes\":0}").body())
                .contains(gateway.secret("svc-lost", 2));
    }

    @Test
    void refusesAssertionsThatAreNotForThisServer() {
        assertRefused("svc-arcade", assertion("svc-arcade", key, claims -> claims.audience("https://elsewhere")));
        assertRefused("svc-arcade", assertion("svc-arcade", key, claims -> claims.audience((String) null)));
    }

    @Test
    void refusesAssertionsThatExpiredOrNeverWill() {
        Instant past = Instant.now().minusSeconds(60);
        Instant far = Instant.now().plusSeconds(3600);

        assertRefused("svc-arcade", assertion("svc-arcade", key, claims -> claims.expirationTime(Date.from(past))));
        assertRefused("svc-arcade", assertion("svc-arcade", key, claims -> claims.expirationTime(Date.from(far))));
        assertRefused("svc-arcade", assertion("svc-arcade", key, claims -> claims.expirationTime(null)));
    }

    @Test
    void refusesAssertionsWithoutAnId() {
        assertRefused("svc-arcade", assertion("svc-arcade", key, claims -> claims.jwtID(null)));
    }

    @Test
    void refusesAssertionsOfAnotherClientOrKey() throws Exception {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();

        assertRefused("svc-arcade", assertion("svc-arcade", other, claims -> {}));
        assertRefused("svc-arcade", assertion("svc-arcade", key, claims -> claims.issuer("svc-other")));
        assertRefused("svc-arcade", assertion("svc-other", key, claims -> {}));
        assertRefused("svc-keyless", assertion("svc-keyless", key, claims -> {}));
    }

    @Test
    void takesOnlyPublicKeysThatAreStrongEnough() {
        String own = gateway.token("svc-keyless", 1, "services:write");

        var secret = putKeys(own, "keyless", "{\"jwks\":{\"keys\":[" + key.toJSONString() + "]}}");
        var symmetric =
                putKeys(own, "keyless", "{\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"c2VjcmV0\"}]}}");
        var nonsense = putKeys(own, "keyless", "{\"jwks\":{\"keys\":7}}");

        assertThat(secret.statusCode()).isEqualTo(400);
        assertThat(secret.body())
                .contains("/jwks/keys/0")
                .doesNotContain(key.getD().toString());
        assertThat(symmetric.statusCode()).isEqualTo(400);
        assertThat(nonsense.statusCode()).isEqualTo(400);
    }

    /** The gateway computes with it at every request for a token. */
    @Test
    void takesNoKeyThatIsDearToVerifyWith() {
        String own = gateway.token("svc-keyless", 1, "services:write");

        assertThat(putKeys(own, "keyless", rsa(4_096, "AQAB", "k")).statusCode())
                .isEqualTo(200);
        for (String dear :
                List.of(rsa(8_192, "AQAB", "k"), rsa(2_048, numberOf(64), "k"), rsa(2_048, "AQAB", "k".repeat(256)))) {
            assertThat(putKeys(own, "keyless", dear).statusCode()).isEqualTo(400);
        }
        putKeys(own, "keyless", "{\"jwks\":null}");
    }

    private static String rsa(int bits, String exponent, String keyId) {
        return "{\"jwks\":{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}}"
                .formatted(keyId, numberOf(bits), exponent);
    }

    private static String numberOf(int bits) {
        byte[] number = new byte[bits / 8];
        Arrays.fill(number, (byte) 0xff);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(number);
    }

    @Test
    void doesNotLetAServiceSetTheKeysOfAnother() {
        var answer = putKeys(gateway.token("svc-keyless", 1, "services:write"), "arcade", "{\"jwks\":null}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(gateway.bean(Clients.class).find("svc-arcade").orElseThrow().keySetJson())
                .isNotNull();
    }
}
