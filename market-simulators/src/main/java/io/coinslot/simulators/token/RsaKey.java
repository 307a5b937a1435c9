package io.coinslot.simulators.token;

import io.coinslot.simulators.protocol.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An RSA key pair that signs JSON web tokens with RS256. */
public final class RsaKey {
    private static final int MODULUS_BITS = 2048;
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private final String keyId;
    private final RSAPrivateCrtKey privateKey;
    private final RSAPublicKey publicKey;

    private RsaKey(String keyId, RSAPrivateCrtKey privateKey) throws GeneralSecurityException {
        this.keyId = keyId;
        this.privateKey = privateKey;
        this.publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
    }

    /** Makes a new key pair. */
    public static RsaKey generate(String keyId) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(MODULUS_BITS);
            return new RsaKey(
                    keyId, (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key pair whose private half was written by {@link #pkcs8()}. */
    public static RsaKey of(String keyId, String pkcs8) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pkcs8)));
            return new RsaKey(keyId, (RSAPrivateCrtKey) key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private half, PKCS#8 in base64. */
    public String pkcs8() {
        return Base64.getEncoder().encodeToString(privateKey.getEncoded());
    }

    /** The private half as a PEM text. */
    public String pem() {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(privateKey.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
    }

    /** The public half as a PEM text, X.509. */
    public String publicPem() {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
    }

    /** The public half as a JSON web key. */
    public ObjectNode jwk() {
        return Json.object()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", keyId)
                .put("n", base64Url(publicKey.getModulus()))
                .put("e", base64Url(publicKey.getPublicExponent()));
    }

    /** The public half, X.509 in base64. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    /** The SHA512withRSA signature over the bytes, in base64. */
    public String signSha512(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA512withRSA");
            signature.initSign(privateKey);
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs the claims. */
    public String sign(JsonNode claims) {
        ObjectNode header = Json.object().put("alg", "RS256").put("kid", keyId).put("typ", "JWT");
        return sign(header, Json.bytes(claims));
    }

    /** Signs a token's content, which need not even be JSON, under a header of the caller's. */
    public String sign(JsonNode header, byte[] claims) {
        String content = BASE64_URL.encodeToString(Json.bytes(header)) + "." + BASE64_URL.encodeToString(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(privateKey);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64_URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the token carries this key's RS256 signature. */
    public boolean hasSigned(SignedToken token) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(publicKey);
            signature.update(token.content().getBytes(StandardCharsets.US_ASCII));
            return token.algorithm().equals("RS256") && signature.verify(token.signature());
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static String base64Url(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64_URL.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
