package io.coinslot.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the client proves who it is when it asks for a token. */
sealed interface ClientAuthentication {
    String clientId();

    /** Completes the token request: a header, or parameters of the form. */
    void apply(Call tokenRequest, StringBuilder form, URI tokenEndpoint);

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** HTTP Basic, both parts form-encoded first as RFC 6749 asks. */
    record Secret(String clientId, String secret) implements ClientAuthentication {
        @Override
        public void apply(Call tokenRequest, StringBuilder form, URI tokenEndpoint) {
            byte[] pair = (encode(clientId) + ":" + encode(secret)).getBytes(StandardCharsets.UTF_8);
            tokenRequest.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public String toString() {
            return "Secret[clientId=" + clientId + "]";
        }
    }

    /** private_key_jwt (RFC 7523): a short-lived assertion, ES256 for P-256 keys and RS256 for RSA keys. */
    record Key(String clientId, @Nullable String keyId, PrivateKey key, Clock clock) implements ClientAuthentication {
        private static final long LIFETIME_SECONDS = 60;

        @Override
        public void apply(Call tokenRequest, StringBuilder form, URI tokenEndpoint) {
            form.append("&client_id=").append(encode(clientId));
            form.append("&client_assertion_type=")
                    .append(encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
            form.append("&client_assertion=").append(assertion(tokenEndpoint));
        }

        private String assertion(URI audience) {
            boolean rsa = key instanceof RSAPrivateKey;
            String algorithm = rsa ? "RS256" : "ES256";
            Map<String, String> header =
                    keyId == null ? Map.of("alg", algorithm) : Map.of("alg", algorithm, "kid", keyId);
            Instant now = clock.instant();
            Map<String, Object> claims = Map.of(
                    "iss",
                    clientId,
                    "sub",
                    clientId,
                    "aud",
                    audience.toString(),
                    "jti",
                    UUID.randomUUID().toString(),
                    "iat",
                    now.getEpochSecond(),
                    "exp",
                    now.getEpochSecond() + LIFETIME_SECONDS);
            String signed = base64(Json.write(header)) + "." + base64(Json.write(claims));
            return signed + "." + base64(sign(signed, rsa ? "SHA256withRSA" : "SHA256withECDSAinP1363Format"));
        }

        private byte[] sign(String text, String algorithm) {
            try {
                Signature signature = Signature.getInstance(algorithm);
                signature.initSign(key);
                signature.update(text.getBytes(StandardCharsets.US_ASCII));
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the private key does not sign with " + algorithm, e);
            }
        }

        private static String base64(byte[] bytes) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}
