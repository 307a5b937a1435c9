package io.coinslot.cardregistry.signature;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.text.ParseException;
import java.util.Base64;

/** Our key for signing messages to partners: P-256, as a private JWK with a key id. */
public final class SigningKey {
    private final ECKey key;
    private final ECPrivateKey signing;

    private SigningKey(ECKey key) throws JOSEException {
        this.key = key;
        this.signing = key.toECPrivateKey();
    }

    /** @throws IllegalArgumentException if it is no such key */
    public static SigningKey parse(String jwk) {
        try {
            ECKey key = ECKey.parse(jwk);
            if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve()) || key.getKeyID() == null) {
                throw new IllegalArgumentException("the signing key must be a private P-256 JWK with a kid");
            }
            return new SigningKey(key);
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException("the signing key is no JWK in JSON");
        }
    }

    public String keyId() {
        return key.getKeyID();
    }

    /** What partners verify our signatures with. */
    public ECKey publicKey() {
        return key.toPublicJWK();
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

    @Override
    public String toString() {
        return "SigningKey[" + keyId() + "]";
    }
}
