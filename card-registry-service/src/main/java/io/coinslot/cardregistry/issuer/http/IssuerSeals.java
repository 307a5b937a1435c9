package io.coinslot.cardregistry.issuer.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.coinslot.cardregistry.account.http.PublishedKeys;
import io.coinslot.cardregistry.offer.CredentialSeals;
import io.coinslot.cardregistry.registration.SealedCredential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals credentials as MDES has it: AES-256-GCM under a fresh key, that key by RSA-OAEP with SHA-256 under the company's.
 * Until when it is good is bound into the seal.
 */
public final class IssuerSeals implements CredentialSeals {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HexFormat HEX = HexFormat.of();
    private static final Duration VALIDITY = Duration.ofMinutes(15);
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final Map<String, PublishedKeys> issuers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public IssuerSeals(Map<String, PublishedKeys> issuers, Clock clock) {
        this.issuers = Map.copyOf(issuers);
        this.clock = clock;
    }

    @Override
    public SealedCredential seal(String issuerId, String tokenUniqueReference, String taskId) throws IOException {
        PublishedKeys keys = issuers.get(issuerId);
        if (keys == null) {
            throw new IOException("there is no agreement with " + issuerId + " any more");
        }
        ObjectNode secret = JSON.createObjectNode();
        secret.put("tokenUniqueReference", tokenUniqueReference);
        secret.put("source", "ACCOUNT_ON_FILE");
        secret.put("audience", issuerId);
        secret.put("taskId", taskId);
        Instant until = clock.instant().plus(VALIDITY).truncatedTo(ChronoUnit.SECONDS);
        try {
            return sealed(encryptionKey(keys), JSON.writeValueAsBytes(secret), until);
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("RSA-OAEP and AES-GCM are part of every Java platform", e);
        }
    }

    private static PublicKey encryptionKey(PublishedKeys keys) throws IOException, JOSEException {
        for (JWK key : keys.all().getKeys()) {
            if (key instanceof RSAKey rsa && KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
                return rsa.toRSAPublicKey();
            }
        }
        throw new IOException("the financial company publishes no key to seal with");
    }

    private SealedCredential sealed(PublicKey issuerKey, byte[] secret, Instant until) throws GeneralSecurityException {
        String validUntil = until.toString();
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(256, random);
        SecretKey once = generator.generateKey();
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, once, new GCMParameterSpec(8 * TAG_BYTES, iv));
        aes.updateAAD(validUntil.getBytes(StandardCharsets.UTF_8));
        byte[] encrypted = aes.doFinal(secret);
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(Cipher.ENCRYPT_MODE, issuerKey, OAEP);
        ObjectNode payload = JSON.createObjectNode();
        payload.put("publicKeyFingerprint", fingerprint(issuerKey));
        payload.put("encryptedKey", HEX.formatHex(rsa.doFinal(once.getEncoded())));
        payload.put("oaepHashingAlgorithm", "SHA256");
        payload.put("iv", HEX.formatHex(iv));
        int end = encrypted.length - TAG_BYTES;
        payload.put("tag", HEX.formatHex(Arrays.copyOfRange(encrypted, end, encrypted.length)));
        payload.put("encryptedData", HEX.formatHex(Arrays.copyOf(encrypted, end)));
        payload.put("dataValidUntilTimestamp", validUntil);
        return new SealedCredential(payload.toString(), until);
    }

    private static String fingerprint(PublicKey key) throws GeneralSecurityException {
        return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    }
}
