package io.coinslot.client;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The key of a device, on P-256 or RSA. Its private part never leaves the device, and may lie in a key store that only
 * signs. It proves each request to be the device's own (DPoP, RFC 9449).
 */
public final class DeviceKey {
    private static final int P256_BYTES = 32;

    private final PrivateKey privateKey;
    private final Map<String, String> jwk;
    private final boolean rsa;

    private DeviceKey(PrivateKey privateKey, Map<String, String> jwk, boolean rsa) {
        this.privateKey = privateKey;
        this.jwk = jwk;
        this.rsa = rsa;
    }

    /** A new key on P-256. */
    public static DeviceKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return of(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is part of every Java platform", e);
        }
    }

    /** A key that the device has. */
    public static DeviceKey of(KeyPair keys) {
        PublicKey key = keys.getPublic();
        Map<String, String> jwk = new TreeMap<>();
        if (key instanceof ECPublicKey elliptic
                && elliptic.getParams().getCurve().getField().getFieldSize() == P256_BYTES * 8) {
            jwk.put("kty", "EC");
            jwk.put("crv", "P-256");
            jwk.put("x", base64(bytes(elliptic.getW().getAffineX(), P256_BYTES)));
            jwk.put("y", base64(bytes(elliptic.getW().getAffineY(), P256_BYTES)));
        } else if (key instanceof RSAPublicKey modular) {
            jwk.put("kty", "RSA");
            jwk.put(
                    "n",
                    base64(bytes(modular.getModulus(), (modular.getModulus().bitLength() + 7) / 8)));
            BigInteger exponent = modular.getPublicExponent();
            jwk.put("e", base64(bytes(exponent, (exponent.bitLength() + 7) / 8)));
        } else {
            throw new IllegalArgumentException("a device's key is on P-256 or RSA");
        }
        return new DeviceKey(keys.getPrivate(), jwk, key instanceof RSAPublicKey);
    }

    /** By which a token is bound to this key: SHA-256 over the members of RFC 7638, in base64url. */
    public String thumbprint() {
        return base64(sha256(Json.write(jwk)));
    }

    /** A proof for one request with this token, made now. Each attempt of a request needs another. */
    public String proof(String method, URI address, String accessToken) {
        return proof(method, address, accessToken, Instant.now());
    }

    /**
     * A proof for one request.
     *
     * @param address as the gateway knows itself; query and fragment do not count
     * @param at by the gateway's clock, a minute more or less
     */
    public String proof(String method, URI address, String accessToken, Instant at) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", "dpop+jwt");
        header.put("alg", rsa ? "RS256" : "ES256");
        header.put("jwk", jwk);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("htm", method);
        claims.put("htu", withoutQuery(address));
        claims.put("iat", at.getEpochSecond());
        claims.put("ath", base64(sha256(accessToken.getBytes(StandardCharsets.US_ASCII))));
        String signed = base64(Json.write(header)) + "." + base64(Json.write(claims));
        return signed + "." + base64(sign(signed));
    }

    private static String withoutQuery(URI address) {
        String text = address.toString();
        int end = text.indexOf('?') < 0 ? text.indexOf('#') : text.indexOf('?');
        return end < 0 ? text : text.substring(0, end);
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(privateKey);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the device's key does not sign", e);
        }
    }

    /** The number in exactly so many bytes, the highest first. */
    private static byte[] bytes(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[length];
        int taken = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - taken, bytes, length - taken, taken);
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Names the public key alone. */
    @Override
    public String toString() {
        return "DeviceKey[" + thumbprint() + "]";
    }
}
