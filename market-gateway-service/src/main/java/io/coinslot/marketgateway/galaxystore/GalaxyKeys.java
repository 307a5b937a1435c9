package io.coinslot.marketgateway.galaxystore;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Keys as Seller Portal hands them out: PEM, or the bare base64 of it. */
final class GalaxyKeys {
    private GalaxyKeys() {}

    /** A service account's private key, PKCS#8. */
    static PrivateKey privateKey(String text) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes(text)));
    }

    /** A seller's IAP key, X.509. */
    static RSAPublicKey publicKey(String text) throws GeneralSecurityException {
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes(text)));
    }

    private static byte[] bytes(String text) throws GeneralSecurityException {
        try {
            return Base64.getDecoder()
                    .decode(text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            // Neither the text nor the decoder's message may be shown: they could quote the key.
            throw new GeneralSecurityException("the key is not in base64");
        }
    }
}
