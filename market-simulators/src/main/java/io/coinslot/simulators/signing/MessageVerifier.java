package io.coinslot.simulators.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.signing.SenderKeys.SenderKey;
import io.coinslot.simulators.signing.SignatureRefusal.Code;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets in what one of the known senders has signed for this receiver, lately and for the first time. */
public final class MessageVerifier {
    private static final Duration FRESH = Duration.ofSeconds(300);

    private final String receiver;
    private final SenderKeys keys;
    private final InstantSource clock;
    private final ReplayCache replays = new ReplayCache();

    /** Verifies messages for the receiver of this name. */
    public MessageVerifier(String receiver, SenderKeys keys, InstantSource clock) {
        this.receiver = receiver;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Who sent a request, and under which id.
     *
     * @param signature the request's Signature header, to which an answer can be bound
     */
    public record Sender(String name, String nonce, String signature) {}

    /** Verifies a request. */
    public Sender verify(Request request) throws SignatureRefusal {
        SignatureInput input = SignatureInput.parse(request.header().apply("signature-input"));
        String signature = request.header().apply("signature");
        if (input == null || signature == null) {
            throw new SignatureRefusal(Code.SIGNATURE_MISSING, "The request has no signature that can be read.");
        }
        SenderKey sender = keys.find(input.parameter("keyid"));
        if (sender == null) {
            throw new SignatureRefusal(Code.KEY_UNKNOWN, "The key is not a known one.");
        }
        check(input, request);
        Map<String, String> values = values(request);
        if (!isSignedBy(sender.key(), signature, Signed.base(input, values))) {
            throw new SignatureRefusal(Code.SIGNATURE_INVALID, "The signature is not that key's over this request.");
        }
        String nonce = input.parameter("nonce");
        if (!replays.isFirst(sender.sender() + "\n" + nonce, clock.instant())) {
            throw new SignatureRefusal(Code.REQUEST_REPLAYED, "The request id has been used before.");
        }
        return new Sender(sender.sender(), nonce, signature);
    }

    /** Whether an answer is signed by that sender, for this receiver, and belongs to the request. */
    public boolean isAnswer(
            int status, byte[] body, Function<String, @Nullable String> header, String from, Sender request) {
        SignatureInput input = SignatureInput.parse(header.apply("signature-input"));
        String signature = header.apply("signature");
        SenderKey key = input == null ? null : keys.find(input.parameter("keyid"));
        if (input == null || signature == null || key == null || !key.sender().equals(from)) {
            return false;
        }
        Map<String, String> values = new HashMap<>();
        values.put("\"@status\"", Integer.toString(status));
        values.put("\"signature\";req", request.signature());
        content(values, header);
        return Signed.covers(input, List.of("\"@status\"", "\"signature\";req", "\"content-digest\""))
                && Signed.digest(body).equals(header.apply(Signed.DIGEST))
                && input.parameter("tag").equals(receiver)
                && input.parameter("nonce").equals(request.nonce())
                && isFresh(input)
                && isSignedBy(key.key(), signature, Signed.base(input, values));
    }

    private void check(SignatureInput input, Request request) {
        boolean complete = input.parameter("alg").equals("ecdsa-p256-sha256")
                && input.parameter("nonce").matches("[\\x21-\\x7e&&[^\"\\\\]]{8,128}")
                && Signed.covers(input, needed(request));
        if (!complete) {
            throw new SignatureRefusal(
                    Code.SIGNATURE_INVALID,
                    "The signature lacks a component or parameter, or is of another algorithm.");
        }
        if (!isFresh(input)) {
            throw new SignatureRefusal(Code.SIGNATURE_STALE, "The signature was not made within the last minutes.");
        }
        if (!input.parameter("tag").equals(receiver)) {
            throw new SignatureRefusal(Code.WRONG_RECEIVER, "The request was signed for somebody else.");
        }
        String digest = request.header().apply(Signed.DIGEST);
        if (request.body().length > 0 && !Signed.digest(request.body()).equals(digest)) {
            throw new SignatureRefusal(Code.DIGEST_MISMATCH, "The body is not the one that was signed.");
        }
    }

    private static List<String> needed(Request request) {
        List<String> needed = new ArrayList<>(List.of("\"@method\"", "\"@path\""));
        if (!request.target().query().isEmpty()) {
            needed.add("\"@query\"");
        }
        if (request.body().length > 0) {
            needed.add("\"" + Signed.TYPE + "\"");
            needed.add("\"" + Signed.DIGEST + "\"");
        }
        return needed;
    }

    private boolean isFresh(SignatureInput input) {
        Duration age = Duration.between(Instant.ofEpochSecond(input.createdSeconds()), clock.instant());
        return age.abs().compareTo(FRESH) <= 0;
    }

    private static Map<String, String> values(Request request) {
        Map<String, String> values = new HashMap<>();
        values.put("\"@method\"", request.method());
        values.put("\"@path\"", request.target().path());
        values.put("\"@query\"", "?" + request.target().query());
        content(values, request.header());
        return values;
    }

    private static void content(Map<String, String> values, Function<String, @Nullable String> header) {
        for (String name : List.of(Signed.TYPE, Signed.DIGEST)) {
            String value = header.apply(name);
            if (value != null) {
                values.put("\"" + name + "\"", value);
            }
        }
    }

    private static boolean isSignedBy(ECKey key, String header, @Nullable String base) {
        if (base == null || !header.startsWith("sig=:") || !header.endsWith(":") || header.length() < 7) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(key.toECPublicKey());
            signature.update(Signed.bytes(base));
            return signature.verify(Base64.getDecoder().decode(header.substring(5, header.length() - 1)));
        } catch (GeneralSecurityException | JOSEException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
