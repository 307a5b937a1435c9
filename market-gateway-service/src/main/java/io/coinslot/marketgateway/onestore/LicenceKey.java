package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The application's licence key, as the developer center shows it: a public key, with which notifications are proven. */
final class LicenceKey {
    private final PublicKey key;

    private LicenceKey(PublicKey key) {
        this.key = key;
    }

    static LicenceKey of(MarketLink link) throws MarketFailure {
        String text = link.required("licenseKey")
                .replace("-----BEGIN PUBLIC KEY-----", "")
                .replace("-----END PUBLIC KEY-----", "")
                .replaceAll("\\s", "");
        try {
            byte[] encoded = Base64.getDecoder().decode(text);
            return new LicenceKey(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw MarketFailure.declined(
                    MarketFailure.LINK_INCOMPLETE, "The setting licenseKey is not an RSA public key");
        }
    }

    /** Whether the text carries this key's SHA512withRSA signature. */
    boolean hasSigned(SignedText text) {
        try {
            Signature signature = Signature.getInstance("SHA512withRSA");
            signature.initVerify(key);
            signature.update(text.signed());
            return signature.verify(Base64.getDecoder().decode(text.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
