package io.coinslot.localstack.launcher;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A key pair on P-256 for signatures, as a JSON web key (RFC 7517). */
final class SigningJwk {
    private static final int COORDINATE_BYTES = 32;
    private static final Set<String> PUBLIC_MEMBERS = Set.of("kty", "crv", "use", "alg", "kid", "x", "y");

    private final ObjectNode members;

    private SigningJwk(ObjectNode members) {
        this.members = members;
    }

    /** A new key, named by its thumbprint (RFC 7638). */
    static SigningJwk fresh(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
            String x = coordinate(publicKey.getW().getAffineX());
            String y = coordinate(publicKey.getW().getAffineY());
            return new SigningJwk(JsonMapper.shared()
                    .createObjectNode()
                    .put("kty", "EC")
                    .put("crv", "P-256")
                    .put("use", "sig")
                    .put("alg", "ES256")
                    .put("kid", thumbprint(x, y))
                    .put("x", x)
                    .put("y", y)
                    .put("d", coordinate(((ECPrivateKey) pair.getPrivate()).getS())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 and SHA-256 are part of every Java platform", e);
        }
    }

    /** A key, or a set of them while one is being replaced: its first key signs. */
    static List<SigningJwk> parse(String json) {
        JsonNode read = JsonMapper.shared().readTree(json);
        List<SigningJwk> keys = new ArrayList<>();
        for (JsonNode key : read.has("keys") ? read.get("keys") : List.of(read)) {
            if (!(key instanceof ObjectNode members) || !key.hasNonNull("kid") || !key.hasNonNull("d")) {
                throw new IllegalArgumentException("no private key with a kid");
            }
            keys.add(new SigningJwk(members));
        }
        return keys;
    }

    String keyId() {
        return members.path("kid").asString();
    }

    /** The whole pair. */
    String text() {
        return members.toString();
    }

    /** Without what signs. */
    ObjectNode publicKey() {
        ObjectNode publicKey = members.deepCopy();
        publicKey.retain(PUBLIC_MEMBERS);
        return publicKey;
    }

    private static String thumbprint(String x, String y) throws GeneralSecurityException {
        String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
        return base64(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Names the public key alone. */
    @Override
    public String toString() {
        return "SigningJwk[" + keyId() + "]";
    }
}
