package io.coinslot.simulators.sealing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.sealing.SealRefusal.Code;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The private key of a financial company, which alone opens what is sealed to it. */
public final class OpeningKey {
    private final RSAPrivateKey key;
    private final String fingerprint;

    private OpeningKey(RSAPrivateKey key, String fingerprint) {
        this.key = key;
        this.fingerprint = fingerprint;
    }

    /** The private half of this key. */
    public static OpeningKey of(RSAKey key) {
        try {
            return new OpeningKey(key.toRSAPrivateKey(), SealingKey.of(key).fingerprint());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("not an RSA key", e);
        }
    }

    /** Opens an encryptedPayload that is still valid now. */
    public JsonNode open(JsonNode payload, Instant now) throws SealRefusal {
        OaepHash hash = hash(payload.path("oaepHashingAlgorithm").asString(""));
        byte[] iv = iv(payload.path("iv").asString(""));
        byte[] tag = bytes(payload, "tag");
        if (tag.length != SealingKey.TAG_BYTES) {
            throw new SealRefusal(Code.CRYPTO_TAG_INVALID, "tag must have 16 bytes.");
        }
        if (!payload.path("publicKeyFingerprint").asString("").equalsIgnoreCase(fingerprint)) {
            throw new SealRefusal(Code.CRYPTO_KEY_UNKNOWN, "publicKeyFingerprint is not that of a key in use.");
        }
        String until = payload.path("dataValidUntilTimestamp").asString("");
        if (!time(until).isAfter(now)) {
            throw new SealRefusal(Code.PAYLOAD_EXPIRED, "dataValidUntilTimestamp is over.");
        }
        return opened(payload, hash, iv, until);
    }

    private JsonNode opened(JsonNode payload, OaepHash hash, byte[] iv, String until) {
        try {
            Cipher unwrapping = Cipher.getInstance("RSA/ECB/OAEPPadding");
            unwrapping.init(Cipher.DECRYPT_MODE, key, hash.parameters());
            SecretKeySpec secret = new SecretKeySpec(unwrapping.doFinal(bytes(payload, "encryptedKey")), "AES");
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, secret, new GCMParameterSpec(SealingKey.TAG_BYTES * 8, iv));
            cipher.updateAAD(until.getBytes(StandardCharsets.UTF_8));
            return Json.read(cipher.doFinal(joined(bytes(payload, "encryptedData"), bytes(payload, "tag"))));
        } catch (GeneralSecurityException | JacksonException | IllegalArgumentException unreadable) {
            // The cause stays here: what it says might hold a part of the content.
            throw new SealRefusal(Code.CRYPTO_ERROR, "encryptedData cannot be opened.");
        }
    }

    private static OaepHash hash(String name) {
        return switch (name) {
            case "SHA256" -> OaepHash.SHA256;
            case "SHA512" -> OaepHash.SHA512;
            case "" -> throw new SealRefusal(Code.CRYPTO_OAEP_HASH_MISSING, "oaepHashingAlgorithm is required.");
            default ->
                throw new SealRefusal(
                        Code.CRYPTO_OAEP_HASH_UNSUPPORTED, "oaepHashingAlgorithm must be SHA256 or SHA512.");
        };
    }

    private static byte[] iv(String hex) {
        if (hex.isEmpty()) {
            throw new SealRefusal(Code.CRYPTO_IV_MISSING, "iv is required.");
        }
        byte[] iv = parsed(hex);
        if (iv.length != SealingKey.IV_BYTES) {
            throw new SealRefusal(Code.CRYPTO_IV_LENGTH, "iv must have 12 bytes.");
        }
        return iv;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new SealRefusal(Code.PAYLOAD_EXPIRED, "dataValidUntilTimestamp must be a time in UTC.");
        }
    }

    private static byte[] bytes(JsonNode payload, String field) {
        return parsed(payload.path(field).asString(""));
    }

    /** What is not hexadecimal is as good as nothing. */
    private static byte[] parsed(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] joined(byte[] data, byte[] tag) {
        byte[] both = Arrays.copyOf(data, data.length + tag.length);
        System.arraycopy(tag, 0, both, data.length, tag.length);
        return both;
    }
}
