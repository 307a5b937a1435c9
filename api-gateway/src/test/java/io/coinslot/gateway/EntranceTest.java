package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntranceTest extends AtOneGateway {
    private static String token;

    @BeforeAll
    static void getAToken() {
        token = gateway.token("svc-arcade", 1, "");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("type").asString()).isEqualTo("https://coinslot.example/problems/" + name);
        assertThat(json(answer).get("status").asInt()).isEqualTo(status);
        assertThat(json(answer).get("errors").isArray()).isTrue();
        assertThat(json(answer).get("traceId").asString()).hasSize(32);
        assertThat(answer.headers().firstValue("traceparent").orElseThrow())
                .contains(json(answer).get("traceId").asString());
        assertThat(gateway.service().received()).isEmpty();
        assertProtected(answer);
    }

    @Test
    void answers401WithoutAToken() {
        var answer = gateway.send(gateway.request("/v1/purchases"));

        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    }

    @Test
    void answers401ToATokenOfAnotherSigner() throws Exception {
        var key = new ECKeyGenerator(Curve.P_256).generate();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(SignedJWT.parse(token).getHeader().getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .subject("admin")
                        .issuer(RunningGateway.ISSUER)
                        .audience("coinslot")
                        .claim("scope", "purchases:read")
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        forged.sign(new ECDSASigner(key));

        assertProblem(gateway.get("/v1/purchases", forged.serialize()), 401, "unauthenticated");
    }

    @Test
    void answers401ToAnUnsignedTokenAndToOneThatWasChanged() {
        String[] parts = token.split("\\.");
        String unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("svc-arcade");
        String others = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.replace("svc-arcade", "svc-others").getBytes(StandardCharsets.UTF_8));
        String changed = parts[0] + "." + others + "." + parts[2];

        assertProblem(gateway.get("/v1/purchases", unsigned), 401, "unauthenticated");
        assertProblem(gateway.get("/v1/purchases", changed), 401, "unauthenticated");
        assertProblem(gateway.get("/v1/purchases", "x".repeat(9000)), 401, "unauthenticated");
    }

    @Test
    void answers401ToTwoTokens() {
        var answer = gateway.send(gateway.request("/v1/purchases")
                .header("Authorization", "Bearer " + token)
                .header("Authorization", "Bearer " + token));

        assertProblem(answer, 401, "unauthenticated");
    }

    @Test
    void answers403WithoutTheScope() {
        String reading = gateway.token("svc-arcade", 1, "purchases:read");

        assertProblem(gateway.send("POST", "/v1/purchases", reading, "{}"), 403, "insufficient-scope");
    }

    @Test
    void answers403ToAServiceAtTheAdministratorsRoutes() {
        assertProblem(gateway.send("POST", "/v1/services", token, "{}"), 403, "administrator-only");
        assertProblem(gateway.send("PUT", "/v1/services/arcade/client-limits", token, "{}"), 403, "administrator-only");
    }

    @Test
    void letsOnlyTheAdministratorActForAService() {
        var byService = gateway.send(gateway.request("/v1/purchases")
                .header("Authorization", "Bearer " + token)
                .header("Coinslot-Service", "other"));
        assertProblem(byService, 403, "administrator-only");

        gateway.send(gateway.request("/v1/purchases")
                .header("Authorization", "Bearer " + gateway.adminToken())
                .header("Coinslot-Service", "arcade"));
        assertThat(gateway.service().last().header("Coinslot-service")).isEqualTo("arcade");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/v1", "/v1/purchases/p1/nothing", "/v1/purchases/", "/error", "/actuator"})
    void answers404ToUnknownPaths(String path) {
        assertProblem(gateway.get(path, token), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/gateway"})
    void hidesWhatRunsInside(String path) {
        assertProblem(gateway.get(path, token), 404, "not-found");
    }

    @Test
    void answers405ToAnotherMethod() {
        var answer = gateway.send(gateway.request("/v1/products").DELETE().header("Authorization", "Bearer " + token));

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/products/..;/services/x",
                "/v1/purchases/%2e%2e/products",
                "/v1/purchases/../products",
                "/v1//purchases",
                "//v1/purchases",
                "/v1/purchases/p1%2Frefunds",
                "/v1/purchases/p1%2frefunds",
                "/v1/purchases/p1%5Crefunds",
                "/v1/purchases/p1;a=b",
                "/v1/purchases/p1%3Ba=b",
                "/v1/purchases/p1%00",
                "/v1/purchases/p1%0d%0aX:%20y",
                "/v1/purchases/%252e%252e",
                "/v1/purchases/.",
                "/v1/purchases\\p1",
                "/v1/purchases/%zz"
            })
    void refusesPathsThatCanBeReadInTwoWays(String path) throws Exception {
        String answer = RawHttp.get(gateway.port(), path, "Authorization: Bearer " + token);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        assertThat(gateway.service().received()).isEmpty();
    }

    @Test
    void keepsHeadersFromTheServicesThatTheyMightBelieve() throws Exception {
        RawHttp.get(
                gateway.port(),
                "/v1/purchases",
                "Authorization: Bearer " + token,
                "X-Forwarded-For: 1.2.3.4",
                "x-forwarded-host: evil",
                "X-Original-URL: /v1/services",
                "X-Rewrite-Url: /v1/services",
                "X-HTTP-Method-Override: DELETE",
                "Forwarded: for=1.2.3.4",
                "X-Real-IP: 1.2.3.4",
                "X_Forwarded_For: 1.2.3.4",
                "Coinslot-Caller: admin",
                "Cookie: a=b",
                "TE: trailers",
                "Connection: close, X-Secret",
                "X-Secret: dropped",
                "X-Kept: yes");

        var headers = gateway.service().last().headers();
        assertThat(headers.keySet().stream().map(String::toLowerCase))
                .containsExactlyInAnyOrder("authorization", "host", "traceparent", "x-kept", "connection");
        assertThat(headers.get("Host").getFirst()).startsWith("127.0.0.1:");
    }

    @Test
    void answers413ToALongBody() {
        var answer = gateway.send("POST", "/v1/purchases", token, "x".repeat(1024 * 1024 + 1));

        assertProblem(answer, 413, "payload-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/purchases:batch", "/v1/purchase-events"})
    void takesLongBodiesWhereManyThingsAreSent(String path) {
        assertProblem(gateway.send("POST", path, token, "x".repeat(4096 * 1024 + 1)), 413, "payload-too-large");
        assertThat(gateway.send("POST", path, token, "x".repeat(4096 * 1024)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void answers413ToALongNotification() {
        var answer = gateway.send(gateway.request("/v1/markets/stripe/notifications")
                .POST(BodyPublishers.ofString("x".repeat(256 * 1024 + 1))));

        assertProblem(answer, 413, "payload-too-large");
    }

    @Test
    void countsABodyThatComesInChunks() {
        byte[] chunk = new byte[64 * 1024];
        var answer = gateway.send(gateway.request("/v1/markets/stripe/notifications")
                .POST(BodyPublishers.ofByteArrays(java.util.Collections.nCopies(5, chunk))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).get("type").asString()).endsWith("/payload-too-large");
    }

    @Test
    void refusesHeadersThatAreTooLong() throws Exception {
        String answer = RawHttp.get(gateway.port(), "/v1/purchases", "X-Long: " + "x".repeat(20_000));

        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
        assertThat(answer).containsIgnoringCase("X-Content-Type-Options: nosniff");
        assertThat(answer).doesNotContain("Tomcat", "html");
    }

    @Test
    void refusesARequestThatTellsItsLengthTwice() throws Exception {
        String answer = RawHttp.send(
                gateway.port(),
                "POST /v1/purchases HTTP/1.1\nHost: x\nConnection: close\nContent-Length: 3\nContent-Length: 5\n\nabc");

        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Tomcat");
        assertThat(answer).containsIgnoringCase("X-Content-Type-Options: nosniff");
        assertThat(gateway.service().received()).isEmpty();
    }

    @Test
    void protectsEveryAnswer() {
        var answer = gateway.get("/v1/purchases", token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertProtected(answer);
    }

    private static void assertProtected(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
    }

    @Test
    void answersNoPreflight() {
        var answer = gateway.send(gateway.request("/v1/purchases")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST"));

        assertProblem(answer, 405, "method-not-allowed");
    }

    @Test
    void tellsHealthAndMetrics() {
        assertThat(gateway.send(gateway.request("/actuator/health/readiness")).body())
                .contains("UP");
        gateway.get("/v1/purchases/p1", token);
        assertThat(gateway.send(gateway.request("/actuator/prometheus")).body())
                .contains("jvm_memory")
                .contains(
                        "coinslot_gateway_requests_seconds_count{method=\"GET\",route=\"/v1/purchases/{purchaseId}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For: 8.8.8.8", "Forwarded: for=8.8.8.8", "X-Real-IP: 127.0.0.1"})
    void tellsNeitherThroughAProxyWhoeverAsksIt(String header) {
        String[] parts = header.split(": ");
        for (String path : java.util.List.of("/actuator/prometheus", "/actuator/health/readiness")) {
            assertProblem(gateway.send(gateway.request(path).header(parts[0], parts[1])), 404, "not-found");
        }
    }

    @Test
    void showsAStrangerWhereToBegin() {
        var front = gateway.send(gateway.request("/"));
        var description =
                gateway.send(gateway.request(json(front).get("openapi").asString()));

        assertThat(description.statusCode()).isEqualTo(200);
        assertThat(description.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(description).get("openapi").asString()).isEqualTo("3.1.0");
    }
}
