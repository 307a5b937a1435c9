package io.coinslot.simulators.token;

import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A key pair on the curve P-256 that signs JSON web tokens with ES256, and certificates. */
public final class EcKey {
    /** Signs in the form that JSON web signatures have: both numbers, 32 bytes each. */
    private static final String OF_TOKENS = "SHA256withECDSAinP1363Format";
    /** Signs in the form that certificates have. */
    private static final String OF_CERTIFICATES = "SHA256withECDSA";

    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private EcKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** Makes a new key pair. */
    public static EcKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new EcKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key pair whose halves were written by {@link #pkcs8()} and {@link #publicKeyInfo()}. */
    public static EcKey of(String pkcs8, String publicKeyInfo) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            Base64.Decoder decoder = Base64.getDecoder();
            return new EcKey(
                    factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(pkcs8))),
                    factory.generatePublic(new X509EncodedKeySpec(decoder.decode(publicKeyInfo))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private half, PKCS#8 in base64. */
    public String pkcs8() {
        return Base64.getEncoder().encodeToString(privateKey.getEncoded());
    }

    /** The public half, a certificate's SubjectPublicKeyInfo in base64. */
    public String publicKeyInfo() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    /** The private half as a PEM text, such as the file that a developer downloads once. */
    public String pem() {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(privateKey.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
    }

    /** Signs the claims under the header, which has to name ES256. */
    public String sign(ObjectNode header, JsonNode claims) {
        String content =
                BASE64_URL.encodeToString(Json.bytes(header)) + "." + BASE64_URL.encodeToString(Json.bytes(claims));
        byte[] signature = signed(OF_TOKENS, content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + BASE64_URL.encodeToString(signature);
    }

    /** Signs what is to become a certificate. */
    public byte[] signCertificate(byte[] content) {
        return signed(OF_CERTIFICATES, content);
    }

    /** Whether the token carries this key's ES256 signature. */
    public boolean hasSigned(SignedToken token) {
        try {
            Signature signature = Signature.getInstance(OF_TOKENS);
            signature.initVerify(publicKey);
            signature.update(token.content().getBytes(StandardCharsets.US_ASCII));
            return token.algorithm().equals("ES256") && signature.verify(token.signature());
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private byte[] signed(String algorithm, byte[] content) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
