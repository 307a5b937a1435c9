package io.coinslot.servicekit.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.DPoPProofContext;
import org.springframework.security.oauth2.jwt.DPoPProofJwtDecoderFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuedAtValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Verifies proofs of possession (RFC 9449, 4.3) for requests with an access token. Whether a proof is used a second time
 * is for the caller to find out, by its id. There are no nonces: a proof names the hash of a short-lived token, so none
 * can be made in advance for longer than that token lives.
 */
public final class DpopProofs {
    public static final String HEADER = "DPoP";
    public static final String ALGORITHMS = "ES256 PS256 RS256";

    /** How far a proof's iat may be from now, before or after. */
    public static final Duration WINDOW = Duration.ofSeconds(60);

    private static final String SCHEME = "DPoP ";
    private static final Set<String> ACCEPTED = Set.of(ALGORITHMS.split(" "));
    private static final int LONGEST_PROOF = 8_192;
    private static final int LONGEST_ID = 255;
    private static final int LEAST_RSA_BITS = 2_048;
    private static final int MOST_RSA_BITS = 4_096;
    private static final int MOST_EXPONENT_BITS = 32;

    private final String publicAddress;
    private final JwtIssuedAtValidator issuedAt = new JwtIssuedAtValidator(true);

    /** @param publicAddress the address under which clients know the API, with the path before that of requests */
    public DpopProofs(URI publicAddress, Clock clock) {
        this.publicAddress = publicAddress.toString().replaceAll("/+$", "");
        issuedAt.setClock(clock);
        issuedAt.setClockSkew(WINDOW);
    }

    /**
     * A proof that holds.
     *
     * @param id its jti, new for each request of the key
     * @param validUntil from when on it is refused for its age
     */
    public record Proof(String id, Instant validUntil) {}

    /** A proof that does not hold. */
    public static final class BadProof extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        public BadProof(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        /** Why, for whoever made it. */
        public String reason() {
            return reason;
        }

        /** The value of WWW-Authenticate. */
        public String challenge() {
            return DpopProofs.challenge("invalid_dpop_proof", reason);
        }
    }

    /** A challenge for the header WWW-Authenticate; description without quotes. */
    public static String challenge(@Nullable String error, @Nullable String description) {
        return "DPoP realm=\"coinslot\""
                + (error == null ? "" : ", error=\"" + error + "\"")
                + (description == null ? "" : ", error_description=\"" + description + "\"")
                + ", algs=\"" + ALGORITHMS + "\"";
    }

    /** The token of a header Authorization of the scheme DPoP, or null if it is of another. */
    public static @Nullable String boundToken(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }

    /**
     * Verifies the proof of a request.
     *
     * @param sent every header DPoP of the request: there must be one
     * @param token the access token that came along
     * @param keyThumbprint the key that the token is bound to
     * @param path as it was sent, without the query
     * @throws BadProof if it does not hold
     */
    public Proof verify(List<String> sent, String token, String keyThumbprint, String method, String path) {
        if (sent.size() != 1) {
            throw new BadProof(sent.isEmpty() ? "The header DPoP is missing" : "Send one header DPoP");
        }
        String text = sent.getFirst();
        requireKey(text, keyThumbprint);
        Jwt proof = decoded(text, token, method, publicAddress + path);
        String id = proof.getId();
        if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
            throw new BadProof("jti must be 1 to " + LONGEST_ID + " characters");
        }
        Instant madeAt = Objects.requireNonNull(proof.getIssuedAt(), "iat was verified");
        return new Proof(id, madeAt.plus(WINDOW));
    }

    /** Looks at the key before anything is computed with it. */
    private static void requireKey(String text, String keyThumbprint) {
        JWSHeader header = header(text);
        if (!ACCEPTED.contains(header.getAlgorithm().getName())) {
            throw new BadProof("alg must be one of " + ALGORITHMS);
        }
        JWK key = header.getJWK();
        if (key == null || key.isPrivate() || !isStrong(key)) {
            throw new BadProof("jwk must be a public EC key on P-256 or RSA key of 2048 to 4096 bits");
        }
        if (!MessageDigest.isEqual(ascii(thumbprint(key)), ascii(keyThumbprint))) {
            throw new BadProof("The access token is bound to another key");
        }
    }

    private static JWSHeader header(String text) {
        if (text.length() > LONGEST_PROOF) {
            throw new BadProof("The proof is too long");
        }
        try {
            return SignedJWT.parse(text).getHeader();
        } catch (ParseException | IllegalArgumentException e) {
            throw new BadProof("The proof is no signed JWT with a public key");
        }
    }

    private static boolean isStrong(JWK key) {
        return key instanceof ECKey elliptic && Curve.P_256.equals(elliptic.getCurve())
                || key instanceof RSAKey rsa
                        && rsa.size() >= LEAST_RSA_BITS
                        && rsa.size() <= MOST_RSA_BITS
                        && rsa.getPublicExponent().decodeToBigInteger().bitLength() <= MOST_EXPONENT_BITS;
    }

    private static String thumbprint(JWK key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private Jwt decoded(String text, String token, String method, String address) {
        DPoPProofJwtDecoderFactory decoders = new DPoPProofJwtDecoderFactory();
        decoders.setJwtValidatorFactory(context -> new DelegatingOAuth2TokenValidator<>(
                issuedAt,
                claim("htm", method::equals),
                claim("htu", named -> ProofAddress.same(named, address)),
                claim("ath", hashOf(token)::equals)));
        try {
            return decoders.createDecoder(DPoPProofContext.withDPoPProof(text)
                            .method(method)
                            .targetUri(address)
                            .build())
                    .decode(text);
        } catch (JwtValidationException e) {
            throw new BadProof(reason(e.getErrors().iterator().next(), method, address));
        } catch (JwtException e) {
            throw new BadProof("The proof must have the typ dpop+jwt and be signed by its key");
        }
    }

    private static String reason(OAuth2Error error, String method, String address) {
        String description = Objects.requireNonNullElse(error.getDescription(), "");
        if (description.contains("htm")) {
            return "htm must be " + method;
        }
        if (description.contains("htu")) {
            return "htu must be " + address;
        }
        return description.contains("ath")
                ? "ath must be the hash of the access token"
                : "iat must be within " + WINDOW.toSeconds() + " seconds of the time in the header Date";
    }

    private static JwtClaimValidator<Object> claim(String name, Predicate<String> test) {
        return new JwtClaimValidator<>(name, value -> value instanceof String text && test.test(text));
    }

    private static String hashOf(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(ascii(token));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
