package io.coinslot.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import io.coinslot.servicekit.key.SecretKeys;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of access tokens from the file gateway-signing.jwk: one private key (ES256), or a set of which the first
 * signs and all verify, so that a key can be replaced while tokens of the old one are still about.
 */
public final class SigningKeys {
    public static final String FILE = "gateway-signing.jwk";

    private SigningKeys() {}

    /** @throws IllegalStateException naming the file, if it is missing or holds no such key */
    public static JWKSet read(SecretKeys keys) {
        String text = keys.text(FILE);
        try {
            List<JWK> found = text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
            List<JWK> usable = new ArrayList<>();
            for (JWK key : found) {
                usable.add(forSigning(key));
            }
            return new JWKSet(usable);
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            // The cause's message may quote the key, so it is left out.
            throw new IllegalStateException(keys.directory().resolve(FILE)
                    + " must hold a private EC key on P-256 as a JWK, or a set of such keys");
        }
    }

    private static ECKey forSigning(JWK key) throws JOSEException {
        if (!(key instanceof ECKey ecKey) || !Curve.P_256.equals(ecKey.getCurve()) || !ecKey.isPrivate()) {
            throw new IllegalArgumentException("not a private key on P-256");
        }
        String keyId = key.getKeyID() == null ? key.computeThumbprint().toString() : key.getKeyID();
        return new ECKey.Builder(ecKey)
                .keyID(keyId)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .build();
    }
}
