package io.coinslot.simulators.sealing;

import com.mastercard.developer.encryption.EncryptionException;
import com.mastercard.developer.encryption.aes.AESGCM;
import com.mastercard.developer.encryption.rsa.RSA;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Seals to a company's published key with Mastercard's own library. */
public final class CardSealer {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RSAKey key;
    private final String fingerprint;
    public String hash = "SHA256";
    public Instant validUntil = Instant.now().plusSeconds(900);

    public CardSealer(JsonNode jwk) {
        try {
            this.key = RSAKey.parse(jwk.toString());
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
        this.fingerprint = jwk.path("fingerprint").stringValue();
    }

    public ObjectNode card(String number, String expiry, String audience, String taskId) {
        ObjectNode content = Json.object();
        content.putObject("cardAccountData")
                .put("accountNumber", number)
                .put("expiryMonth", expiry.substring(0, 2))
                .put("expiryYear", expiry.substring(2));
        return seal(content.put("source", "ACCOUNT_ON_FILE")
                .put("audience", audience)
                .put("taskId", taskId));
    }

    public ObjectNode seal(JsonNode content) {
        byte[] secret = new byte[32];
        byte[] iv = new byte[12];
        RANDOM.nextBytes(secret);
        RANDOM.nextBytes(iv);
        SecretKeySpec aes = new SecretKeySpec(secret, "AES");
        String until = validUntil.toString();
        try {
            byte[] sealed = AESGCM.cipher(
                    aes,
                    new GCMParameterSpec(128, iv),
                    Json.bytes(content),
                    until.getBytes(StandardCharsets.UTF_8),
                    Cipher.ENCRYPT_MODE);
            String digest = hash.replace("SHA", "SHA-");
            byte[] wrapped = RSA.wrapSecretKey(key.toRSAPublicKey(), aes, digest);
            HexFormat hex = HexFormat.of();
            return Json.object()
                    .put("publicKeyFingerprint", fingerprint)
                    .put("encryptedKey", hex.formatHex(wrapped))
                    .put("oaepHashingAlgorithm", hash)
                    .put("iv", hex.formatHex(iv))
                    .put("tag", hex.formatHex(Arrays.copyOfRange(sealed, sealed.length - 16, sealed.length)))
                    .put("encryptedData", hex.formatHex(Arrays.copyOf(sealed, sealed.length - 16)))
                    .put("dataValidUntilTimestamp", until);
        } catch (GeneralSecurityException | EncryptionException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
