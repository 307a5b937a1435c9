package io.coinslot.servicekit.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.servicekit.security.DpopProofs.BadProof;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** Makes proofs as a device does, also such as none would make, and has them verified for POST /v1/purchases. */
final class ProofMaker {
    static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    static final String TOKEN = "token-1";
    static final String ADDRESS = "https://pay.example/coinslot/v1/purchases";

    /** Made once, as it takes long. */
    static final RSAKey RSA = rsa(2048);

    final DpopProofs proofs =
            new DpopProofs(URI.create("https://pay.example/coinslot/"), Clock.fixed(NOW, ZoneOffset.UTC));
    final ECKey key = generated();

    static ECKey generated() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAKey rsa(int bits) {
        try {
            return new RSAKeyGenerator(bits, true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key of the same modulus with another public exponent. */
    static RSAKey withExponent(BigInteger exponent) throws Exception {
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

    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .jwtID("jti-1")
                .claim("htm", "POST")
                .claim("htu", ADDRESS)
                .issueTime(Date.from(NOW))
                .claim("ath", hash(TOKEN));
    }

    static JWSHeader.Builder header(JWSAlgorithm algorithm, JWK key) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK());
    }

    String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(header(JWSAlgorithm.ES256, key).build(), claims.build(), new ECDSASigner(key));
    }

    DpopProofs.Proof verify(String proof) throws JOSEException {
        return verify(proof, key);
    }

    DpopProofs.Proof verify(String proof, JWK bound) throws JOSEException {
        return proofs.verify(List.of(proof), TOKEN, bound.computeThumbprint().toString(), "POST", "/v1/purchases");
    }

    void assertRefused(String proof, String why) {
        assertThatThrownBy(() -> verify(proof)).isInstanceOf(BadProof.class).hasMessageContaining(why);
    }

    static String hash(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
