package io.coinslot.catalog.market;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The public key that ONE store's developer center shows as an application's licence key, bare or as a PEM. */
final class LicenceKey {
    private LicenceKey() {}

    static boolean isComplete(String text) {
        String base64 = text.replace("-----BEGIN PUBLIC KEY-----", "")
                .replace("-----END PUBLIC KEY-----", "")
                .replaceAll("\\s", "");
        try {
            byte[] encoded = Base64.getDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)) != null;
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            return false;
        }
    }
}
