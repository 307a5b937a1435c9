package io.coinslot.cardregistry.signature;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.coinslot.servicekit.key.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Our key for signing messages to partners: P-256, as a private JWK with a key id. In its place may stand a set of them:
 * the first signs, and partners are told of all, so that they know a key before it signs and after it did.
 */
public final class SigningKey {
    private final List<ECKey> keys;
    private final ECPrivateKey signing;

    private SigningKey(List<ECKey> keys) throws JOSEException {
        this.keys = List.copyOf(keys);
        this.signing = keys.getFirst().toECPrivateKey();
    }

    /**
     * @param json a JWK, or a set of them with the one that signs first
     * @throws IllegalArgumentException if it is no such key
     */
    public static SigningKey parse(String json) {
        try {
            List<JWK> found = json.contains("\"keys\"") ? JWKSet.parse(json).getKeys() : List.of(JWK.parse(json));
            List<ECKey> keys = new ArrayList<>();
            for (JWK key : found) {
                keys.add(checked(key));
            }
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("the signing key's set is empty");
            }
            return new SigningKey(keys);
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException("the signing key is no JWK in JSON");
        }
    }

    private static ECKey checked(JWK key) {
        if (key instanceof ECKey onCurve
                && onCurve.isPrivate()
                && Curve.P_256.equals(onCurve.getCurve())
                && onCurve.getKeyID() != null) {
            return onCurve;
        }
        throw new IllegalArgumentException("the signing key must be a private P-256 JWK with a kid");
    }

    public String keyId() {
        return String.valueOf(keys.getFirst().getKeyID());
    }

    /** What partners verify our signatures with. */
    public JWKSet publicKeys() {
        return new JWKSet(keys.stream().<JWK>map(ECKey::toPublicJWK).toList());
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(signing);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 is part of every Java platform", e);
        }
    }

    /**
     * Names texts so that it can be told whether others are the same, by processes with this key alone: whoever reads
     * the name cannot try which short text leads to it.
     */
    public String fingerprint(String... texts) {
        byte[] key = SecretKeys.derive(keys.getFirst().getD().decode(), "fingerprints");
        return HexFormat.of().formatHex(SecretKeys.derive(key, texts));
    }

    @Override
    public String toString() {
        return "SigningKey[" + keyId() + "]";
    }
}
