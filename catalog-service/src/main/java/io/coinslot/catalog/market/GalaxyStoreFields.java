package io.coinslot.catalog.market;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** What Seller Portal hands out: ids, and keys in PEM or the bare base64 of it. */
final class GalaxyStoreFields {
    private static final Pattern ACCOUNT_ID = Pattern.compile("[A-Za-z0-9_-]{8,128}");
    private static final Pattern SELLER_SEQ = Pattern.compile("[0-9]{12}");
    private static final int LEAST_BITS = 2048;

    private GalaxyStoreFields() {}

    static boolean isAccountId(String text) {
        return ACCOUNT_ID.matcher(text).matches();
    }

    static boolean isSellerSeq(String text) {
        return SELLER_SEQ.matcher(text).matches();
    }

    static boolean isPublicKey(String text) {
        return isLongEnough(() -> rsa().generatePublic(new X509EncodedKeySpec(bytes(text))));
    }

    static boolean isPrivateKey(String text) {
        return isLongEnough(() -> rsa().generatePrivate(new PKCS8EncodedKeySpec(bytes(text))));
    }

    private interface Reading {
        Object key() throws GeneralSecurityException;
    }

    private static boolean isLongEnough(Reading reading) {
        try {
            return reading.key() instanceof RSAKey key && key.getModulus().bitLength() >= LEAST_BITS;
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            return false;
        }
    }

    private static KeyFactory rsa() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA");
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder()
                .decode(text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
    }
}
