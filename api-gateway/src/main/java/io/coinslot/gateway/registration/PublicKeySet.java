package io.coinslot.gateway.registration;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.coinslot.servicekit.problem.Problem;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Public keys that a client registers.
 *
 * @param json null if there are none
 */
record PublicKeySet(@Nullable String json, List<String> keyIds) {
    private static final int MOST_KEYS = 10;
    private static final int LEAST_RSA_BITS = 2048;
    /** Each request for a token has to be verified: longer keys would cost the gateway more than the client. */
    private static final int MOST_RSA_BITS = 4096;

    private static final int MOST_EXPONENT_BITS = 32;
    private static final int LONGEST_ID = 255;

    static PublicKeySet parse(@Nullable JsonNode sent, String pointer) {
        if (sent == null || sent.isNull()) {
            return new PublicKeySet(null, List.of());
        }
        JWKSet keys = keySet(sent, pointer);
        if (keys.isEmpty()) {
            return new PublicKeySet(null, List.of());
        }
        check(keys.getKeys(), pointer + "/keys");
        return new PublicKeySet(
                keys.toString(),
                keys.getKeys().stream()
                        .map(key -> Objects.requireNonNull(key.getKeyID()))
                        .toList());
    }

    /** The ids of keys that were registered before. */
    static List<String> idsIn(@Nullable String registered) {
        if (registered == null) {
            return List.of();
        }
        try {
            return JWKSet.parse(registered).getKeys().stream()
                    .map(key -> Objects.requireNonNull(key.getKeyID()))
                    .toList();
        } catch (ParseException e) {
            throw new IllegalStateException("the keys that were registered cannot be read", e);
        }
    }

    private static JWKSet keySet(JsonNode sent, String pointer) {
        try {
            return JWKSet.parse(sent.toString());
        } catch (ParseException | RuntimeException e) {
            // The library does not expect null in the place of a key.
            throw Problem.invalid(pointer, "must be a JSON Web Key Set (RFC 7517)")
                    .asException();
        }
    }

    private static void check(List<JWK> keys, String pointer) {
        if (keys.size() > MOST_KEYS) {
            throw Problem.invalid(pointer, "must be at most " + MOST_KEYS).asException();
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            JWK key = keys.get(i);
            String fault = fault(key);
            if (fault == null && !ids.add(key.getKeyID())) {
                fault = "has the kid of another";
            }
            if (fault != null) {
                throw Problem.invalid(pointer + "/" + i, fault).asException();
            }
        }
    }

    private static @Nullable String fault(JWK key) {
        if (key.isPrivate()) {
            return "holds a private key: it is no longer secret, make another and send its public part";
        }
        if (key.getKeyID() == null || key.getKeyID().isBlank() || key.getKeyID().length() > LONGEST_ID) {
            return "must have a kid of 1 to " + LONGEST_ID + " characters";
        }
        if (key.getKeyUse() != null && !KeyUse.SIGNATURE.equals(key.getKeyUse())) {
            return "must be for signatures";
        }
        boolean fit = key instanceof ECKey elliptic && Curve.P_256.equals(elliptic.getCurve())
                || key instanceof RSAKey rsa && isFit(rsa);
        return fit
                ? null
                : "must be an EC key on P-256 or an RSA key of " + LEAST_RSA_BITS + " to " + MOST_RSA_BITS + " bits";
    }

    private static boolean isFit(RSAKey key) {
        return key.size() >= LEAST_RSA_BITS
                && key.size() <= MOST_RSA_BITS
                && isFit(key.getPublicExponent().decodeToBigInteger());
    }

    private static boolean isFit(BigInteger exponent) {
        return exponent.testBit(0) && exponent.bitLength() > 1 && exponent.bitLength() <= MOST_EXPONENT_BITS;
    }
}
