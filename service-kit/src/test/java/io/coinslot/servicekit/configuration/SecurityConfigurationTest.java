package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.servicekit.security.OpenPaths;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which requests get in without a token, and which tokens get in. */
class SecurityConfigurationTest {
    private static final String ISSUER = "https://issuer.example";

    private static ECKey key;
    private static ECKey foreignKey;
    private static HttpServer keys;
    private static ConfigurableApplicationContext server;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        foreignKey = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        keys.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        keys.start();
        http = HttpClient.newHttpClient();
        server = SpringApplication.run(
                Server.class,
                "--server.port=0",
                "--management.endpoints.web.exposure.include=health,prometheus,env",
                "--coinslot.security.issuer=" + ISSUER,
                "--coinslot.security.jwks-uri=http://127.0.0.1:"
                        + keys.getAddress().getPort() + "/jwks");
    }

    @AfterAll
    static void stop() {
        server.close();
        keys.stop(0);
        http.close();
    }

    @Test
    void refusesARequestWithoutToken() throws Exception {
        HttpResponse<String> answer = get("/closed", null);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void knowsTheCallerByTheToken() throws Exception {
        HttpResponse<String> answer = get("/closed", token(key, ISSUER, "coinslot", 60));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("arcade");
    }

    @Test
    void refusesTokensThatAreNotForItOrNotValid() throws Exception {
        assertThat(get("/closed", token(foreignKey, ISSUER, "coinslot", 60)).statusCode())
                .isEqualTo(401);
        assertThat(get("/closed", token(key, "https://other.example", "coinslot", 60))
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("/closed", token(key, ISSUER, "other", 60)).statusCode()).isEqualTo(401);
        assertThat(get("/closed", token(key, ISSUER, "coinslot", -120)).statusCode())
                .isEqualTo(401);
        assertThat(get("/closed", "not-a-token").statusCode()).isEqualTo(401);
    }

    @Test
    void keepsNobodyOutOfOpenPathsAndHealth() throws Exception {
        assertThat(get("/open/anything", null).statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health", null).statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/liveness", null).statusCode()).isNotEqualTo(401);
    }

    @Test
    void opensNothingBesides() throws Exception {
        assertThat(get("/open", null).statusCode()).isEqualTo(401);
        assertThat(get("/open/anything/below", null).statusCode()).isEqualTo(401);
        assertThat(get("/actuator/env", null).statusCode()).isEqualTo(401);
        assertThat(get("/open/../closed", null).statusCode()).isIn(400, 401);
        assertThat(get("/open/%2e%2e/closed", null).statusCode()).isIn(400, 401);
    }

    private static String token(ECKey signer, String issuer, String audience, long expiresInSeconds)
            throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("svc-arcade")
                .audience(List.of(audience))
                .claim("service_id", "arcade")
                .claim("scope", "purchases:read")
                .expirationTime(Date.from(Instant.now().plusSeconds(expiresInSeconds)))
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(signer.getKeyID())
                        .build(),
                claims);
        jwt.sign(new ECDSASigner(signer));
        return jwt.serialize();
    }

    private static HttpResponse<String> get(String path, @Nullable String token)
            throws IOException, InterruptedException {
        String port = server.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @EnableAutoConfiguration
    @Import(Answers.class)
    static class Server {
        @Bean
        OpenPaths open() {
            return new OpenPaths(List.of("/open/*"));
        }
    }

    @RestController
    static class Answers {
        @GetMapping("/closed")
        @Nullable
        String closed(Caller caller) {
            return caller.serviceId();
        }

        @GetMapping("/open/{what}")
        String open() {
            return "open";
        }
    }
}
