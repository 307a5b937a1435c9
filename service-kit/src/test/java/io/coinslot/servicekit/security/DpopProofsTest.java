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
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.client.DeviceKey;
import io.coinslot.servicekit.security.DpopProofs.BadProof;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449, 4.3, step by step. */
class DpopProofsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final String TOKEN = "token-1";
    private static final String ADDRESS = "https://pay.example/coinslot/v1/purchases";

    /** Made once, as it takes long. */
    private static final RSAKey RSA = rsa(2048);

    private final DpopProofs proofs =
            new DpopProofs(URI.create("https://pay.example/coinslot/"), Clock.fixed(NOW, ZoneOffset.UTC));
    private final ECKey key = generated();

    private static ECKey generated() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsa(int bits) {
        try {
            return new RSAKeyGenerator(bits, true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key of the same modulus with another public exponent. */
    private static RSAKey withExponent(BigInteger exponent) throws Exception {
        RSAPrivateCrtKey known = (RSAPrivateCrtKey) RSA.toRSAPrivateKey();
        BigInteger order = known.getPrimeP()
                .subtract(BigInteger.ONE)
                .multiply(known.getPrimeQ().subtract(BigInteger.ONE));
        KeyFactory keys = KeyFactory.getInstance("RSA");
        return new RSAKey.Builder(
                        (RSAPublicKey) keys.generatePublic(new RSAPublicKeySpec(known.getModulus(), exponent)))
                .privateKey(keys.generatePrivate(new RSAPrivateKeySpec(known.getModulus(), exponent.modInverse(order))))
                .build();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .jwtID("jti-1")
                .claim("htm", "POST")
                .claim("htu", ADDRESS)
                .issueTime(Date.from(NOW))
                .claim("ath", hash(TOKEN));
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm, JWK key) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK());
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(header(JWSAlgorithm.ES256, key).build(), claims.build(), new ECDSASigner(key));
    }

    private DpopProofs.Proof verify(String proof) throws JOSEException {
        return verify(proof, key);
    }

    private DpopProofs.Proof verify(String proof, JWK bound) throws JOSEException {
        return proofs.verify(List.of(proof), TOKEN, bound.computeThumbprint().toString(), "POST", "/v1/purchases");
    }

    private void assertRefused(String proof, String why) {
        assertThatThrownBy(() -> verify(proof)).isInstanceOf(BadProof.class).hasMessageContaining(why);
    }

    private static String hash(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void takesAProofForThisRequestAndSaysHowLongItWouldHold() throws Exception {
        assertThat(verify(signed(claims()))).isEqualTo(new DpopProofs.Proof("jti-1", NOW.plus(DpopProofs.WINDOW)));
    }

    @Test
    void takesWhatTheClientMakes() throws Exception {
        for (DeviceKey device : List.of(DeviceKey.generate(), DeviceKey.of(RSA.toKeyPair()))) {
            String proof = device.proof("POST", URI.create(ADDRESS + "?limit=1#top"), TOKEN, NOW);

            assertThat(proofs.verify(List.of(proof), TOKEN, device.thumbprint(), "POST", "/v1/purchases")
                            .id())
                    .isNotBlank();
        }
    }

    @Test
    void takesThreeAlgorithmsAndNoOthers() throws Exception {
        for (JWSAlgorithm accepted : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            String proof = signed(header(accepted, RSA).build(), claims().build(), new RSASSASigner(RSA));
            assertThat(verify(proof, RSA).id()).isEqualTo("jti-1");
        }
        for (JWSAlgorithm other : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS384)) {
            String proof = signed(header(other, RSA).build(), claims().build(), new RSASSASigner(RSA));
            assertThatThrownBy(() -> verify(proof, RSA)).hasMessageContaining("alg must be one of");
        }
        String shared = signed(header(JWSAlgorithm.HS256, key).build(), claims().build(), new MACSigner(new byte[32]));
        assertRefused(shared, "alg must be one of");
        String[] parts = signed(claims()).split("\\.");
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"typ\":\"dpop+jwt\",\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));
        assertRefused(none + "." + parts[1] + ".", "no signed JWT");
    }

    @Test
    void refusesKeysThatAreWeakCostlyPrivateOrMissing() throws Exception {
        RSAKey weak = rsa(1024);
        assertThatThrownBy(() -> verify(
                        signed(
                                header(JWSAlgorithm.RS256, weak).build(),
                                claims().build(),
                                new RSASSASigner(weak.toRSAPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()))),
                        weak))
                .hasMessageContaining("jwk must be");

        RSAKey costly = withExponent(BigInteger.ONE.shiftLeft(521).subtract(BigInteger.ONE));
        assertThatThrownBy(() -> verify(
                        signed(header(JWSAlgorithm.RS256, costly).build(), claims().build(), new RSASSASigner(costly)),
                        costly))
                .hasMessageContaining("jwk must be");

        ECKey otherCurve = new ECKeyGenerator(Curve.P_384).generate();
        assertRefused(
                signed(header(JWSAlgorithm.ES384, otherCurve).build(), claims().build(), new ECDSASigner(otherCurve)),
                "alg must be one of");
        assertRefused(
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .type(new JOSEObjectType("dpop+jwt"))
                                .build(),
                        claims().build(),
                        new ECDSASigner(key)),
                "jwk must be");

        String[] parts = signed(claims()).split("\\.");
        String withPrivateKey = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + key.toJSONString() + "}")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> verify(withPrivateKey + "." + parts[1] + "." + parts[2]))
                .isInstanceOf(BadProof.class);
    }

    @Test
    void refusesAProofOfAnotherKeyThanTheTokens() throws Exception {
        ECKey other = generated();
        String proof = signed(header(JWSAlgorithm.ES256, other).build(), claims().build(), new ECDSASigner(other));

        assertRefused(proof, "bound to another key");
    }

    @Test
    void refusesASignatureThatIsNotOfTheKeyShown() throws Exception {
        String proof = signed(header(JWSAlgorithm.ES256, key).build(), claims().build(), new ECDSASigner(generated()));
        String[] parts = signed(claims()).split("\\.");
        String[] others = signed(claims().claim("htm", "GET")).split("\\.");

        assertRefused(proof, "signed by its key");
        assertRefused(parts[0] + "." + others[1] + "." + parts[2], "signed by its key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt", "dpop"})
    void refusesAnotherType(String type) throws Exception {
        JWSHeader header =
                header(JWSAlgorithm.ES256, key).type(new JOSEObjectType(type)).build();

        assertRefused(signed(header, claims().build(), new ECDSASigner(key)), "typ dpop+jwt");
    }

    @Test
    void refusesAProofForAnotherRequest() throws Exception {
        assertRefused(signed(claims().claim("htm", "GET")), "htm must be POST");
        assertRefused(signed(claims().claim("htm", "post")), "htm must be POST");
        assertRefused(signed(claims().claim("htm", null)), "htm must be POST");
        assertRefused(signed(claims().claim("htm", List.of("POST"))), "htm must be POST");
        assertRefused(signed(claims().claim("htu", null)), "htu must be " + ADDRESS);
        assertRefused(signed(claims().claim("ath", hash("token-2"))), "ath");
        assertRefused(signed(claims().claim("ath", null)), "ath");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pay.example/coinslot/v1/purchases?userId=a",
                "https://pay.example/coinslot/v1/purchases#x",
                "HTTPS://PAY.example:443/coinslot/v1/purchases",
                "https://pay.example/coinslot/v1/%70urchases"
            })
    void comparesAddressesInNormalFormWithoutTheQuery(String address) throws Exception {
        assertThat(verify(signed(claims().claim("htu", address))).id()).isEqualTo("jti-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/coinslot/v1/purchases",
                "http://pay.example/coinslot/v1/purchases",
                "https://pay.example:8443/coinslot/v1/purchases",
                "https://pay.example/v1/purchases",
                "https://pay.example/coinslot/v1/purchases/",
                "https://pay.example/coinslot/v1/Purchases",
                "https://evil.example/coinslot/v1/purchases",
                "https://pay.example@evil.example/coinslot/v1/purchases",
                "https://a@pay.example/coinslot/v1/purchases",
                "https://pay.example/coinslot/v1%2Fpurchases",
                "https://pay.example/coinslot/v1/%zz",
                "not an address"
            })
    void refusesOtherAddresses(String address) throws Exception {
        assertRefused(signed(claims().claim("htu", address)), "htu must be");
    }

    @Test
    void refusesWhatWasMadeTooLongAgoOrIsToBeMade() throws Exception {
        Duration just = DpopProofs.WINDOW;
        assertThat(verify(signed(claims().issueTime(Date.from(NOW.minus(just)))))
                        .id())
                .isEqualTo("jti-1");
        assertThat(verify(signed(claims().issueTime(Date.from(NOW.plus(just))))).id())
                .isEqualTo("jti-1");

        assertRefused(signed(claims().issueTime(Date.from(NOW.minus(just).minusSeconds(1)))), "iat must be within");
        assertRefused(signed(claims().issueTime(Date.from(NOW.plus(just).plusSeconds(1)))), "iat must be within");
        assertRefused(signed(claims().issueTime(null)), "iat must be within");
    }

    @Test
    void refusesAProofWithoutAnIdOfReasonableLength() throws Exception {
        for (@Nullable String id : java.util.Arrays.asList(null, "", " ", "x".repeat(256))) {
            assertRefused(signed(claims().jwtID(id)), "jti");
        }
    }

    @Test
    void refusesNoneAndMoreThanOneAndWhatIsNone() throws Exception {
        String proof = signed(claims());
        String thumbprint = key.computeThumbprint().toString();
        for (List<String> sent : List.of(List.<String>of(), List.of(proof, proof))) {
            assertThatThrownBy(() -> proofs.verify(sent, TOKEN, thumbprint, "POST", "/v1/purchases"))
                    .isInstanceOf(BadProof.class)
                    .hasMessageContaining("header DPoP");
        }
        for (String nonsense : List.of("", "x", "a.b.c", "x".repeat(9_000), proof + ".", "{}.{}.{}")) {
            assertThatThrownBy(() -> verify(nonsense)).as(nonsense).isInstanceOf(BadProof.class);
        }
    }

    @Test
    void tellsWhatIsWrongInTheChallenge() throws Exception {
        assertThatThrownBy(() -> verify(signed(claims().claim("htm", "GET"))))
                .isInstanceOfSatisfying(
                        BadProof.class,
                        fault -> assertThat(fault.challenge())
                                .isEqualTo("DPoP realm=\"coinslot\", error=\"invalid_dpop_proof\", "
                                        + "error_description=\"htm must be POST\", algs=\"ES256 PS256 RS256\""));
    }
}
