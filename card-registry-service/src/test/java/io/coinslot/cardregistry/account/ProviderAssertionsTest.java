package io.coinslot.cardregistry.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
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
import io.coinslot.cardregistry.account.AssertionRefused.Reason;
import io.coinslot.cardregistry.account.http.ProviderAssertions;
import io.coinslot.cardregistry.account.http.PublishedKeys;
import io.coinslot.houserules.AdvancingClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderAssertionsTest {
    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private ECKey key;
    private ProviderAssertions assertions;
    private int readings;

    @BeforeEach
    void publish() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("provider-1").generate();
        byte[] published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            readings++;
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
        PublishedKeys keys = new PublishedKeys(address, http, clock);
        assertions = new ProviderAssertions("coinslot", Map.of("accounts", keys, "other-accounts", keys), clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("accounts")
                .audience("coinslot")
                .subject("pairwise-alice")
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(300)))
                .jwtID(UUID.randomUUID().toString())
                .claim("cnf", Map.of("jkt", "thumb"));
    }

    private String signed(JWTClaimsSet claims, ECKey by, String type) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(by.getKeyID())
                        .type(new JOSEObjectType(type))
                        .build(),
                claims);
        jwt.sign(new ECDSASigner(by));
        return jwt.serialize();
    }

    private String signed(JWTClaimsSet.Builder claims) throws Exception {
        return signed(claims.build(), key, "account-assertion+jwt");
    }

    private Reason refusal(String assertion, String presenter) throws Exception {
        try {
            assertions.verify(assertion, presenter, "thumb");
            return null;
        } catch (AssertionRefused e) {
            return e.reason();
        }
    }

    @Test
    void tellsTheAccountAndWhatIsForOthers() throws Exception {
        String onward =
                signed(claims().audience("wallet").subject("alice-there").claim("azp", "coinslot"));
        VerifiedAccount account =
                assertions.verify(signed(claims().claim("onward_assertions", Map.of("wallet", onward))), null, "thumb");
        assertThat(account.subject()).isEqualTo("pairwise-alice");
        assertThat(account.expiresAt())
                .isEqualTo(clock.instant().plusSeconds(300).truncatedTo(ChronoUnit.SECONDS));
        assertThat(account.onward().get("wallet").assertion()).isEqualTo(onward);
        assertThat(account.onward().get("wallet").accountReference()).isEqualTo("alice-there");
        assertThat(account.toString() + account.onward()).doesNotContain(onward).doesNotContain("alice");
    }

    @Test
    void takesNoAccountOfAProviderForOneOfAnother() throws Exception {
        String alice = reference(claims());
        assertThat(reference(claims())).isEqualTo(alice);
        assertThat(reference(claims().subject("pairwise-bob"))).isNotEqualTo(alice);
        assertThat(reference(claims().issuer("other-accounts"))).isNotEqualTo(alice);
    }

    private String reference(JWTClaimsSet.Builder claims) throws Exception {
        return assertions.verify(signed(claims), null, "thumb").accountReference();
    }

    @Test
    void namesTheProviderOfAnAssertionIfItIsOneOfOurs() throws Exception {
        assertThat(assertions.provider(signed(claims()))).isEqualTo("accounts");
        assertThat(assertions.provider(signed(claims().issuer("other-accounts"))))
                .isEqualTo("other-accounts");
        assertThat(assertions.provider(signed(claims().issuer("strangers")))).isEmpty();
        assertThat(assertions.provider("head.claims.signature")).isEmpty();
    }

    @Test
    void namesAssertionsByProviderAndId() throws Exception {
        String one = signed(claims().jwtID("one"));
        String again = signed(claims().jwtID("one").subject("pairwise-bob"));
        String other = signed(claims().jwtID("two"));
        String id = assertions.verify(one, null, "thumb").assertionId();
        assertThat(assertions.verify(again, null, "thumb").assertionId()).isEqualTo(id);
        assertThat(assertions.verify(other, null, "thumb").assertionId()).isNotEqualTo(id);
    }

    @Test
    void refusesByNameWhatIsNotCurrentNotForUsOrNotOfThisDevice() throws Exception {
        Date past = Date.from(clock.instant().minusSeconds(1));
        Date far = Date.from(clock.instant().plusSeconds(601));
        assertThat(refusal(signed(claims()), null)).isNull();
        assertThat(refusal(signed(claims().expirationTime(past)), null)).isEqualTo(Reason.ASSERTION_EXPIRED);
        assertThat(refusal(signed(claims().expirationTime(far)), null)).isEqualTo(Reason.ASSERTION_LONG_LIVED);
        assertThat(refusal(signed(claims().audience("wallet")), null)).isEqualTo(Reason.ASSERTION_WRONG_AUDIENCE);
        assertThat(refusal(signed(claims().claim("cnf", Map.of("jkt", "other"))), null))
                .isEqualTo(Reason.ASSERTION_OTHER_DEVICE);
        assertThat(refusal(signed(claims().claim("cnf", null)), null)).isEqualTo(Reason.ASSERTION_OTHER_DEVICE);
        assertThat(refusal(signed(claims().issuer("nobody")), null)).isEqualTo(Reason.ASSERTION_INVALID);
        assertThat(refusal(signed(claims().subject(null)), null)).isEqualTo(Reason.ASSERTION_INVALID);
        assertThat(refusal(signed(claims().build(), key, "JWT"), null)).isEqualTo(Reason.ASSERTION_INVALID);
        assertThat(refusal(signed(claims().jwtID(null)), null)).isEqualTo(Reason.ASSERTION_INVALID);
        assertThat(refusal("no.jwt.atall", null)).isEqualTo(Reason.ASSERTION_INVALID);
    }

    @Test
    void letsAPeerPresentOnlyWhatWasMadeForItToPresent() throws Exception {
        assertThat(refusal(signed(claims().claim("azp", "wallet")), "wallet")).isNull();
        assertThat(refusal(signed(claims().claim("azp", "wallet")), "other"))
                .isEqualTo(Reason.ASSERTION_WRONG_PRESENTER);
        assertThat(refusal(signed(claims()), "wallet")).isEqualTo(Reason.ASSERTION_WRONG_PRESENTER);
        assertThat(refusal(signed(claims().claim("azp", "wallet")), null)).isEqualTo(Reason.ASSERTION_WRONG_PRESENTER);
    }

    @Test
    void refusesAForgedSignatureAndDoesNotAskForKeysEachTime() throws Exception {
        ECKey forged = new ECKeyGenerator(Curve.P_256).keyID("provider-1").generate();
        ECKey unknown = new ECKeyGenerator(Curve.P_256).keyID("made-up").generate();
        assertThat(refusal(signed(claims().build(), forged, "account-assertion+jwt"), null))
                .isEqualTo(Reason.ASSERTION_INVALID);
        for (int time = 0; time < 20; time++) {
            assertThat(refusal(signed(claims().build(), unknown, "account-assertion+jwt"), null))
                    .isEqualTo(Reason.ASSERTION_INVALID);
        }
        assertThat(readings).isEqualTo(1);
    }
}
