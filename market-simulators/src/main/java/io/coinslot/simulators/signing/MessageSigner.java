package io.coinslot.simulators.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs requests and answers with one key, by {@code ecdsa-p256-sha256}. */
public final class MessageSigner {
    private static final long STALE_SECONDS = 3_600;

    private final ECKey key;
    private final InstantSource clock;

    /** Signs with this key under its own name; signatures are dated by this clock. */
    public MessageSigner(ECKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * The headers of a signed request with a JSON body.
     *
     * @param nonce the request's id
     * @param receiver the name of the one that it is meant for
     */
    public Map<String, String> request(Address to, byte[] body, String nonce, String receiver, Proof proof) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("\"@method\"", to.method());
        values.put("\"@path\"", to.path());
        return headers(values, "application/json", body, new Parameters(nonce, receiver, proof));
    }

    /**
     * The headers of a signed answer.
     *
     * @param nonce the id of the request that is answered
     * @param receiver the name of the one that asked
     * @param requestSignature the header of that request by which the answer belongs to it
     */
    public Map<String, String> answer(
            int status, Content content, String nonce, String receiver, String requestSignature) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("\"@status\"", Integer.toString(status));
        values.put("\"signature\";req", requestSignature);
        return headers(values, content.type(), content.body(), new Parameters(nonce, receiver, content.proof()));
    }

    /** The body of an answer, its type, and what is wrong with its signature. */
    public record Content(String type, byte[] body, Proof proof) {}

    private record Parameters(String nonce, String receiver, Proof proof) {}

    private Map<String, String> headers(Map<String, String> values, String type, byte[] body, Parameters parameters) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        if (parameters.proof() == Proof.NONE) {
            return headers;
        }
        String digest = Signed.digest(body);
        values.put("\"" + Signed.TYPE + "\"", type);
        values.put("\"" + Signed.DIGEST + "\"", digest);
        String text = "(" + String.join(" ", values.keySet()) + ")" + parameterText(parameters);
        SignatureInput input = SignatureInput.parse("sig=" + text);
        String base = input == null ? null : Signed.base(input, values);
        if (base == null) {
            throw new IllegalArgumentException("a nonce or receiver cannot be written into a signature");
        }
        headers.put("Content-Digest", digest);
        headers.put("Signature-Input", "sig=" + text);
        headers.put("Signature", "sig=:" + signature(base, parameters.proof()) + ":");
        return headers;
    }

    private String parameterText(Parameters parameters) {
        long created = clock.instant().getEpochSecond() - (parameters.proof() == Proof.STALE ? STALE_SECONDS : 0);
        String receiver = parameters.proof() == Proof.WRONG_RECEIVER ? "somebody-else" : parameters.receiver();
        return ";created=" + created + ";nonce=\"" + parameters.nonce() + "\";alg=\"ecdsa-p256-sha256\";keyid=\""
                + key.getKeyID() + "\";tag=\"" + receiver + "\"";
    }

    private String signature(String base, Proof proof) {
        try {
            ECKey used = proof == Proof.WRONG_KEY ? generate("nobody") : key;
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(used.toECPrivateKey());
            signature.update(Signed.bytes(proof == Proof.TAMPERED ? base + "." : base));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new key pair on the curve P-256. */
    public static ECKey generate(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
