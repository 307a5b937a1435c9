package io.coinslot.servicekit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class ExternalIssuerTest {
    private static final String ISSUER = "https://id.example/realms/games";
    private static HttpServer keys;
    private static ECKey signing;
    private static ECKey stranger;
    private static RSAKey rsa;

    @BeforeAll
    static void serveKeys() throws Exception {
        signing = new ECKeyGenerator(Curve.P_256).keyID("ours").generate();
        stranger = new ECKeyGenerator(Curve.P_256).keyID("ours").generate();
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        byte[] set = new JWKSet(List.of(signing.toPublicJWK(), rsa.toPublicJWK()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/keys", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, set.length);
            exchange.getResponseBody().write(set);
            exchange.close();
        });
        keys.start();
    }

    @AfterAll
    static void stop() {
        keys.stop(0);
    }

    private static String keysUri() {
        return "http://127.0.0.1:" + keys.getAddress().getPort() + "/keys";
    }

    private static JwtDecoder decoder(String... algorithms) {
        return decoder(List.of("JWT", "at+jwt"), algorithms);
    }

    private static JwtDecoder decoder(List<String> types, String... algorithms) {
        return new ExternalIssuer(
                        ISSUER,
                        keysUri(),
                        "coinslot",
                        List.of(algorithms),
                        types,
                        "https://coinslot.example/service",
                        "scp",
                        "azp",
                        "limits",
                        "device",
                        "sub",
                        "coinslot-administration")
                .decoder(Clock.systemUTC());
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of("other", "coinslot"))
                .subject("5d3f-service-account")
                .claim("azp", "arcade-backend")
                .claim("scp", List.of("purchases:write", "purchases:read"))
                .claim("https://coinslot.example/service", "arcade")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ours"), new ECDSASigner(signing), change);
    }

    private static String signed(JWSHeader.Builder header, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        SignedJWT token = new SignedJWT(header.build(), change.apply(claims()).build());
        token.sign(signer);
        return token.serialize();
    }

    private static void assertRefused(String token) {
        assertThatThrownBy(() -> decoder("ES256").decode(token)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void readsItsTokensIntoOurClaims() throws Exception {
        Jwt token = decoder("ES256")
                .decode(signed(claims -> claims.claim("limits", List.of(Map.of("currency", "KRW", "perDay", "100")))));

        assertThat(token.getSubject()).isEqualTo("arcade-backend");
        assertThat(token.getClaimAsString("service_id")).isEqualTo("arcade");
        assertThat(token.getClaimAsString("scope").split(" "))
                .containsExactlyInAnyOrder("purchases:write", "purchases:read");
        assertThat(token.getClaims().get("amount_limits"))
                .isEqualTo(List.of(Map.of("currency", "KRW", "perDay", "100")));
        assertThat(token.getExpiresAt()).isAfter(Instant.now());
    }

    @Test
    void readsScopesFromATextToo() throws Exception {
        Jwt token = decoder("ES256").decode(signed(claims -> claims.claim("scp", "catalog:read  catalog:write")));
        assertThat(token.getClaimAsString("scope").split(" "))
                .containsExactlyInAnyOrder("catalog:read", "catalog:write");
    }

    @Test
    void takesTheAlgorithmsThatAreConfiguredAndNoOthers() throws Exception {
        String byRsa =
                signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa"), new RSASSASigner(rsa), claims -> claims);
        assertThat(decoder("RS256", "ES256").decode(byRsa).getSubject()).isEqualTo("arcade-backend");
        assertRefused(byRsa);
        assertThatThrownBy(() -> decoder("HS256")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decoder("none")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decoder()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTokensOfOthers() throws Exception {
        assertRefused(signed(claims -> claims.issuer("https://id.example/realms/other")));
        assertRefused(signed(claims -> claims.issuer(null)));
        assertRefused(signed(claims -> claims.audience("other")));
        assertRefused(signed(claims -> claims.audience((String) null)));
        assertRefused(signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ours"), new ECDSASigner(stranger), claims -> claims));
    }

    @Test
    void refusesTokensWithoutASignatureThatCounts() throws Exception {
        assertRefused(new PlainJWT(claims().build()).serialize());
        String[] parts = signed(claims -> claims).split("\\.");
        assertRefused(parts[0] + "." + parts[1] + ".");
        // The public key as a shared secret: what a verifier that lets the token choose would accept.
        byte[] secret = signing.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8);
        assertRefused(signed(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("ours"), new MACSigner(secret), claims -> claims));
        assertRefused("no token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt", "AT+JWT", "application/at+jwt"})
    void takesTheTypesOfAccessTokens(String type) throws Exception {
        assertThat(decoder("ES256").decode(ofType(type)).getSubject()).isEqualTo("arcade-backend");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpop+jwt", "logout+jwt", "secevent+jwt", "id+jwt"})
    void refusesWhatTheIssuerSignsForAnotherUse(String type) throws Exception {
        assertRefused(ofType(type));
    }

    @Test
    void takesNothingButAccessTokensOfRfc9068WhereItIsToldTo() throws Exception {
        JwtDecoder strict = decoder(List.of("at+jwt"), "ES256");
        assertThat(strict.decode(ofType("at+jwt")).getSubject()).isEqualTo("arcade-backend");
        for (String token : List.of(ofType("JWT"), signed(claims -> claims))) {
            assertThatThrownBy(() -> strict.decode(token)).isInstanceOf(BadJwtException.class);
        }
        assertThatThrownBy(() -> decoder(List.of(), "ES256")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String ofType(String type) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ours").type(new JOSEObjectType(type)),
                new ECDSASigner(signing),
                claims -> claims);
    }

    @Test
    void refusesTokensOutOfTheirTime() throws Exception {
        assertRefused(
                signed(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))));
        assertRefused(signed(claims -> claims.expirationTime(null)));
        assertRefused(
                signed(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(120)))));
    }

    @Test
    void nobodyBecomesTheAdministratorByLackingAClaim() throws Exception {
        String service = "https://coinslot.example/service";
        assertRefused(signed(claims -> claims.claim(service, null)));
        assertRefused(signed(claims -> claims.claim(service, " ")));
        assertRefused(signed(claims -> claims.claim(service, List.of("arcade"))));
        assertRefused(signed(claims -> claims.claim(service, null).claim("service_id", "arcade")));
        assertRefused(signed(claims -> claims.claim("azp", null)));
        assertRefused(signed(claims -> claims.claim("limits", "KRW 100")));
    }

    @Test
    void theAdministratorIsWhoHasTheScopeForIt() throws Exception {
        Jwt token = decoder("ES256")
                .decode(signed(claims -> claims.claim("scp", List.of("coinslot-administration", "services:write"))
                        .claim("https://coinslot.example/service", null)));

        assertThat(token.hasClaim("service_id")).isFalse();
        assertThat(token.getClaimAsString("scope")).isEqualTo("services:write");
    }

    @Test
    void knowsADeviceByItsClaimAndNeverTakesItForMore() throws Exception {
        Map<String, Object> bound = Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
        Jwt token = decoder("ES256")
                .decode(signed(claims -> claims.claim("device", "watch-1").claim("cnf", bound)));

        assertThat(Device.of(token))
                .isEqualTo(new Device(
                        "arcade",
                        "5d3f-service-account",
                        "watch-1",
                        "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
                        null));
        assertThat(Device.of(decoder("ES256").decode(signed(claims -> claims.claim("device_id", "theirs")))))
                .isNull();
        assertRefused(signed(claims -> claims.claim("device", "watch-1")));
        assertRefused(signed(claims -> claims.claim("device", "").claim("cnf", bound)));
        assertRefused(signed(claims -> claims.claim("cnf", Map.of("x5t#S256", "abc"))));
        assertRefused(signed(claims -> claims.claim("device", "watch-1")
                .claim("cnf", bound)
                .claim("scp", List.of("coinslot-administration"))
                .claim("https://coinslot.example/service", null)));
    }

    @Test
    void tellsKeysThatCannotBeReadFromABadToken() throws Exception {
        String token = signed(claims -> claims);
        JwtDecoder withoutKeys = new ExternalIssuer(
                        ISSUER,
                        "http://127.0.0.1:9/keys",
                        "coinslot",
                        List.of("ES256"),
                        List.of("JWT"),
                        "s",
                        "scp",
                        "azp",
                        "l",
                        "d",
                        "u",
                        null)
                .decoder(Clock.systemUTC());
        assertThatThrownBy(() -> withoutKeys.decode(token))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }
}
