package io.coinslot.cardregistry.signature;

import io.coinslot.cardregistry.signature.SignatureRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Signs and verifies messages: one ECDSA P-256 signature labelled sig, with a nonce, for one receiver. */
public final class Signatures {
    public static final String INPUT_HEADER = "Signature-Input";
    public static final String SIGNATURE_HEADER = "Signature";
    public static final String DIGEST_HEADER = "Content-Digest";

    private static final String ALGORITHM = "ecdsa-p256-sha256";
    private static final Duration MOST_APART = Duration.ofMinutes(5);
    private static final int LONGEST_HEADER = 2_048;
    private static final Pattern INPUT =
            Pattern.compile("sig=(\\(([^()]*)\\)((?:;[a-z]+=(?:\"[^\"\\\\]*\"|[0-9]+))*))");
    private static final Pattern COMPONENT = Pattern.compile("\"[@a-z-]+\"(?:;req)?");
    private static final Pattern PARAMETER = Pattern.compile(";([a-z]+)=(?:\"([^\"\\\\]*)\"|([0-9]+))");
    private static final Pattern SIGNATURE = Pattern.compile("sig=:([A-Za-z0-9+/=]{1,200}):");
    private static final Pattern NONCE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{8,128}");

    private final SigningKey key;
    private final Clock clock;

    public Signatures(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** The two headers of a signature. */
    public record Signed(String input, String signature) {}

    /** Who signed, and the number used once that the message is known by. */
    public record Verified(String keyId, String nonce) {}

    /** Who may have sent a message, by their keys. */
    @FunctionalInterface
    public interface KeysOfSenders {
        /**
         * Looks for a key of this id that the message was signed with.
         *
         * @param hasSigned whether it is this one
         */
        Match match(String keyId, Predicate<ECPublicKey> hasSigned);

        /** As far as there is but one sender. */
        static KeysOfSenders of(Function<String, @Nullable ECPublicKey> keys) {
            return (keyId, hasSigned) -> {
                ECPublicKey key = keys.apply(keyId);
                return key == null ? Match.NO_SUCH_KEY : hasSigned.test(key) ? Match.SIGNED : Match.NOT_SIGNED;
            };
        }
    }

    /** What looking for the key of a message came to. */
    public enum Match {
        /** It was signed with a key of a sender. */
        SIGNED,
        /** Senders have keys of this id, and it was signed with none of them. */
        NOT_SIGNED,
        /** No sender has a key of this id. */
        NO_SUCH_KEY
    }

    /** Signs a message for a receiver. */
    public Signed sign(Message message, String nonce, String receiver) {
        String parameters = "(" + String.join(" ", message.components().keySet()) + ");created="
                + clock.instant().getEpochSecond() + ";nonce=\"" + nonce + "\";alg=\"" + ALGORITHM + "\";keyid=\""
                + key.keyId() + "\";tag=\"" + receiver + "\"";
        String text = text(message, message.components().keySet(), parameters);
        return new Signed("sig=" + parameters, "sig=:" + key.sign(text) + ":");
    }

    /** Verifies that a message was signed for a receiver, as a whole, just now, by a key of its sender. */
    public Verified verify(
            Message message, @Nullable String input, @Nullable String signature, String receiver, KeysOfSenders keys)
            throws SignatureRefused {
        if (input == null || signature == null) {
            throw new SignatureRefused(Reason.SIGNATURE_MISSING);
        }
        Matcher read = INPUT.matcher(input);
        Matcher value = SIGNATURE.matcher(signature);
        require(input.length() <= LONGEST_HEADER && read.matches() && value.matches(), Reason.SIGNATURE_INVALID);
        Map<String, String> parameters = parameters(read.group(3));
        String nonce = parameters.getOrDefault("nonce", "");
        require(ALGORITHM.equals(parameters.get("alg")) && NONCE.matcher(nonce).matches(), Reason.SIGNATURE_INVALID);
        require(receiver.equals(parameters.get("tag")), Reason.WRONG_RECEIVER);
        String keyId = parameters.getOrDefault("keyid", "");
        var covered = COMPONENT
                .matcher(read.group(2))
                .results()
                .map(found -> found.group())
                .toList();
        require(covered.containsAll(message.components().keySet()), Reason.SIGNATURE_INVALID);
        require(message.components().keySet().containsAll(covered), Reason.SIGNATURE_INVALID);
        String text = text(message, covered, read.group(1));
        String sent = value.group(1);
        Match match = keys.match(keyId, key -> isBy(key, text, sent));
        require(match != Match.NO_SUCH_KEY, Reason.KEY_UNKNOWN);
        require(match == Match.SIGNED, Reason.SIGNATURE_INVALID);
        checkTime(parameters.getOrDefault("created", ""));
        return new Verified(keyId, nonce);
    }

    /** Whether a body is the one that its digest was made of. */
    public static void checkDigest(@Nullable String header, byte[] body) throws SignatureRefused {
        require(header != null && header.equals(Digests.of(body)), Reason.DIGEST_MISMATCH);
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        Matcher found = PARAMETER.matcher(text);
        while (found.find()) {
            parameters.put(found.group(1), found.group(2) == null ? found.group(3) : found.group(2));
        }
        return parameters;
    }

    private void checkTime(String created) throws SignatureRefused {
        require(created.matches("[0-9]{1,12}"), Reason.SIGNATURE_INVALID);
        Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(created)), clock.instant())
                .abs();
        require(apart.compareTo(MOST_APART) <= 0, Reason.SIGNATURE_STALE);
    }

    private static String text(Message message, Iterable<String> components, String parameters) {
        StringBuilder text = new StringBuilder();
        for (String component : components) {
            text.append(component)
                    .append(": ")
                    .append(message.components().get(component))
                    .append('\n');
        }
        return text.append("\"@signature-params\": ").append(parameters).toString();
    }

    private static boolean isBy(ECPublicKey sender, String text, String signatureBase64) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(sender);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(signatureBase64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean condition, Reason otherwise) throws SignatureRefused {
        if (!condition) {
            throw new SignatureRefused(otherwise);
        }
    }
}
