package io.coinslot.catalog.market;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/** What App Store Connect tells and hands out. */
final class AppStoreFields {
    private static final Pattern BUNDLE_ID = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern APPLE_ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern ISSUER_ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern KEY_ID = Pattern.compile("[A-Z0-9]{8,20}");
    private static final Set<String> ENVIRONMENTS = Set.of("PRODUCTION", "SANDBOX");
    private static final int LONGEST_BUNDLE_ID = 155;
    private static final int BITS = 256;

    private AppStoreFields() {}

    static boolean isBundleId(String text) {
        return text.length() <= LONGEST_BUNDLE_ID && BUNDLE_ID.matcher(text).matches();
    }

    static boolean isAppleId(String text) {
        return APPLE_ID.matcher(text).matches();
    }

    /** Xcode and local testing are no environments to sell in: nothing is signed there. */
    static boolean isEnvironment(String text) {
        return ENVIRONMENTS.contains(text);
    }

    static boolean isIssuerId(String text) {
        return ISSUER_ID.matcher(text).matches();
    }

    static boolean isKeyId(String text) {
        return KEY_ID.matcher(text).matches();
    }

    /** The .p8 file: a private key on P-256 in PKCS#8. */
    static boolean isPrivateKey(String text) {
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes))
                            instanceof ECPrivateKey key
                    && key.getParams().getCurve().getField().getFieldSize() == BITS;
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            return false;
        }
    }
}
