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
import io.coinslot.client.DeviceKey;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.servicekit.security.Device;
import io.coinslot.servicekit.security.ForDevices;
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
import java.util.Map;
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
        assertThat(get("/actuator/health/liveness", null).statusCode()).isEqualTo(200);
    }

    @Test
    void opensNothingBesides() throws Exception {
        assertThat(get("/open", null).statusCode()).isEqualTo(401);
        assertThat(get("/open/anything/below", null).statusCode()).isEqualTo(401);
        assertThat(get("/actuator/env", null).statusCode()).isEqualTo(401);
        assertThat(get("/open/../closed", null).statusCode()).isIn(400, 401);
        assertThat(get("/open/%2e%2e/closed", null).statusCode()).isIn(400, 401);
    }

    @Test
    void refusesATokenThatIsADevicesByHalves() throws Exception {
        assertThat(get("/closed", signed(claims().claim("device_id", "watch-1").claim("user_id", "alice")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("/closed", signed(claims().claim("cnf", Map.of("x5t#S256", "abc"))))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void takesABoundTokenWithAProofOnly() throws Exception {
        DeviceKey device = DeviceKey.generate();
        String token = signed(claims().claim("cnf", Map.of("jkt", device.thumbprint())));
        String proof = device.proof("GET", URI.create(ISSUER + "/closed"), token);

        assertThat(send("/closed", "Authorization", "DPoP " + token, "DPoP", proof)
                        .body())
                .isEqualTo("arcade");
        HttpResponse<String> asBearer = send("/closed", "Authorization", "Bearer " + token, "DPoP", proof);
        assertThat(asBearer.statusCode()).isEqualTo(401);
        HttpResponse<String> withoutProof = send("/closed", "Authorization", "DPoP " + token);
        assertThat(withoutProof.statusCode()).isEqualTo(401);
        assertThat(withoutProof.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("DPoP ")
                .contains("error=\"invalid_dpop_proof\"");
        assertThat(withoutProof.headers().firstValue("Content-Type")).contains("application/problem+json");
        String ofAnother = DeviceKey.generate().proof("GET", URI.create(ISSUER + "/closed"), token);
        assertThat(send("/closed", "Authorization", "DPoP " + token, "DPoP", ofAnother)
                        .statusCode())
                .isEqualTo(401);
        String elsewhere = device.proof("GET", URI.create(ISSUER + "/devices"), token);
        assertThat(send("/closed", "Authorization", "DPoP " + token, "DPoP", elsewhere)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void takesNoTokenThatIsNotBoundByTheSchemeOfBoundOnes() throws Exception {
        String token = token(key, ISSUER, "coinslot", 60);
        String proof = DeviceKey.generate().proof("GET", URI.create(ISSUER + "/closed"), token);

        HttpResponse<String> answer = send("/closed", "Authorization", "DPoP " + token, "DPoP", proof);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"invalid_token\"");
        assertThat(send("/closed", "Authorization", "Bearer " + token, "DPoP", "nonsense")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void keepsDevicesFromEverythingThatIsNotForThem() throws Exception {
        DeviceKey device = DeviceKey.generate();
        String token = signed(claims().claim("device_id", "watch-1")
                .claim("user_id", "alice")
                .claim("cnf", Map.of("jkt", device.thumbprint())));

        assertThat(byDevice(device, token, "/closed").body()).contains("not-for-devices");
        assertThat(byDevice(device, token, "/closed").statusCode()).isEqualTo(403);
        assertThat(byDevice(device, token, "/anonymous").statusCode()).isEqualTo(403);
        assertThat(byDevice(device, token, "/devices").body()).isEqualTo("alice watch-1 true false");
        assertThat(byDevice(device, token, "/devices/only").body()).isEqualTo("watch-1");
        String ofService = token(key, ISSUER, "coinslot", 60);
        assertThat(get("/devices", ofService).body()).isEqualTo("none true true");
        HttpResponse<String> refused = get("/devices/only", ofService);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("devices-only");
    }

    private static HttpResponse<String> byDevice(DeviceKey device, String token, String path) throws Exception {
        String proof = device.proof("GET", URI.create(ISSUER + path), token);
        return send(path, "Authorization", "DPoP " + token, "DPoP", proof);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("svc-arcade")
                .audience(List.of("coinslot"))
                .claim("service_id", "arcade")
                .claim("scope", "purchases:read")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private static HttpResponse<String> send(String path, String... headers) throws IOException, InterruptedException {
        String port = server.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .headers(headers)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
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

        @GetMapping("/anonymous")
        String anonymous() {
            return "anonymous";
        }

        @ForDevices
        @GetMapping("/devices")
        String devices(Caller caller) {
            Device device = caller.device();
            String who = device == null ? "none" : device.userId() + " " + device.deviceId();
            return who + " " + caller.seesUser("alice") + " " + caller.seesUser("bob");
        }

        @ForDevices(only = true)
        @GetMapping("/devices/only")
        String devicesOnly(Caller caller) {
            return caller.requireDevice().deviceId();
        }

        @GetMapping("/open/{what}")
        String open() {
            return "open";
        }
    }
}
