package io.coinslot.marketgateway.charge.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;

/** Signs requests as partners of the card registry do: RFC 9421, ECDSA P-256, for one receiver (ADR 21). */
public final class RequestSignature {
    private static final String JSON = "application/json";
    private static final String COVERED = "(\"@method\" \"@path\" \"content-type\" \"content-digest\")";

    private final ECKey key;
    private final Clock clock;

    private RequestSignature(ECKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * @param jwk a private P-256 JWK with a kid
     * @throws IllegalArgumentException if it is no such key
     */
    public static RequestSignature by(String jwk, Clock clock) {
        try {
            ECKey key = ECKey.parse(jwk);
            if (key.isPrivate() && Curve.P_256.equals(key.getCurve()) && key.getKeyID() != null) {
                return new RequestSignature(key, clock);
            }
        } catch (ParseException e) {
            // The cause's message may quote the key, so it is left out.
            throw new IllegalArgumentException("the signing key is no JWK in JSON");
        }
        throw new IllegalArgumentException("the signing key must be a private P-256 JWK with a kid");
    }

    /** What our signatures are verified with. */
    public ECKey publicKey() {
        return key.toPublicJWK();
    }

    /**
     * A POST of a JSON body, signed for a receiver.
     *
     * @param requestId the signature's nonce; the body must hold it too
     */
    public HttpRequest.Builder post(URI address, byte[] body, String requestId, String receiver) {
        String digest = "sha-256=:" + Base64.getEncoder().encodeToString(sha256(body)) + ":";
        String parameters = COVERED + ";created=" + clock.instant().getEpochSecond() + ";nonce=\"" + requestId
                + "\";alg=\"ecdsa-p256-sha256\";keyid=\"" + key.getKeyID() + "\";tag=\"" + receiver + "\"";
        String text = "\"@method\": POST\n\"@path\": " + address.getRawPath() + "\n\"content-type\": " + JSON
                + "\n\"content-digest\": " + digest + "\n\"@signature-params\": " + parameters;
        return HttpRequest.newBuilder(address)
                .header("Content-Type", JSON)
                .header("Content-Digest", digest)
                .header("Signature-Input", "sig=" + parameters)
                .header("Signature", "sig=:" + sign(text) + ":")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private String sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.toECPrivateKey());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("ES256 is part of every Java platform", e);
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    @Override
    public String toString() {
        return "RequestSignature[" + key.getKeyID() + "]";
    }
}
