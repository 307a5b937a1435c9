package io.coinslot.simulators.sealing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The public key of a financial company, to which anybody can seal. */
public final class SealingKey {
    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();

    private final RSAPublicKey key;
    private final String fingerprint;

    private SealingKey(RSAPublicKey key) {
        this.key = key;
        this.fingerprint = fingerprint(key);
    }

    /** The public half of this key. */
    public static SealingKey of(RSAKey key) {
        try {
            return new SealingKey(key.toRSAPublicKey());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("not an RSA key", e);
        }
    }

    /** The name of the key: the SHA-256 of its X.509 form, in hexadecimal. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The encryptedPayload that holds the content until the given time. */
    public ObjectNode seal(JsonNode content, OaepHash hash, Instant validUntil) {
        byte[] secret = random(KEY_BYTES);
        byte[] iv = random(IV_BYTES);
        String until = validUntil.toString();
        try {
            Cipher wrapping = Cipher.getInstance("RSA/ECB/OAEPPadding");
            wrapping.init(Cipher.ENCRYPT_MODE, key, hash.parameters());
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BYTES * 8, iv));
            cipher.updateAAD(until.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = cipher.doFinal(Json.bytes(content));
            int length = sealed.length - TAG_BYTES;
            return Json.object()
                    .put("publicKeyFingerprint", fingerprint)
                    .put("encryptedKey", HEX.formatHex(wrapping.doFinal(secret)))
                    .put("oaepHashingAlgorithm", hash.name())
                    .put("iv", HEX.formatHex(iv))
                    .put("tag", HEX.formatHex(Arrays.copyOfRange(sealed, length, sealed.length)))
                    .put("encryptedData", HEX.formatHex(Arrays.copyOf(sealed, length)))
                    .put("dataValidUntilTimestamp", until);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static String fingerprint(RSAPublicKey key) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
