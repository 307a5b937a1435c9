package io.coinslot.marketgateway.charge.http;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.coinslot.marketgateway.charge.CardCredential;
import io.coinslot.marketgateway.charge.CredentialFailure;
import java.text.ParseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key for one credential: made before it is asked for, and gone once it is read, so that nothing that was recorded on
 * the way can be opened later.
 */
public final class CredentialSeal {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ECKey key;

    private CredentialSeal(ECKey key) {
        this.key = key;
    }

    public static CredentialSeal fresh() {
        try {
            return new CredentialSeal(new ECKeyGenerator(Curve.P_256).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 is part of every Java platform", e);
        }
    }

    /** What the credential is to be sealed to. */
    public JsonNode recipientKey() {
        return JSON.readTree(key.toPublicJWK().toJSONString());
    }

    /**
     * Opens a compact JWE.
     *
     * @param id of the credential
     */
    public CardCredential open(String sealed, String id) throws CredentialFailure {
        try {
            JWEObject jwe = JWEObject.parse(sealed);
            if (!JWEAlgorithm.ECDH_ES.equals(jwe.getHeader().getAlgorithm())
                    || !EncryptionMethod.A256GCM.equals(jwe.getHeader().getEncryptionMethod())) {
                throw unreadable();
            }
            jwe.decrypt(new ECDHDecrypter(key));
            return credential(JSON.readTree(jwe.getPayload().toBytes()), id);
        } catch (ParseException | JOSEException | JacksonException e) {
            // What is in it must not be quoted anywhere, so the cause is left out.
            throw unreadable();
        }
    }

    private static CardCredential credential(JsonNode content, String id) throws CredentialFailure {
        String expiry = text(content, "applicationExpiryDate", "(0[1-9]|1[0-2])[0-9]{2}");
        return new CardCredential(
                id,
                text(content, "accountNumber", "[0-9]{12,19}"),
                expiry.substring(0, 2),
                "20" + expiry.substring(2),
                text(content, "cryptogram", "[A-Za-z0-9+/=]{16,128}"),
                text(content, "electronicCommerceIndicator", "[0-9]{2}"),
                text(content, "accountPanSuffix", "[0-9]{4}"));
    }

    private static String text(JsonNode content, String field, String form) throws CredentialFailure {
        String text = content.path(field).asString("");
        if (!text.matches(form)) {
            throw unreadable();
        }
        return text;
    }

    private static CredentialFailure unreadable() {
        return CredentialFailure.unanswered("the credential cannot be read", null);
    }

    @Override
    public String toString() {
        return "CredentialSeal";
    }
}
