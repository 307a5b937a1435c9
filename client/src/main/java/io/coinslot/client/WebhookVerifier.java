package io.coinslot.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Coinslot's webhooks by the Standard Webhooks scheme (symmetric, v1) and reads them. Own code of a few lines
 * rather than {@code com.standardwebhooks}, which takes one secret and the system's clock only; a test holds it against
 * that library.
 */
public final class WebhookVerifier {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String SECRET_PREFIX = "whsec_";
    private static final int LARGEST_SIGNATURE_CHARACTERS = 4096;

    private final List<SecretKeySpec> keys;
    private final Clock clock;

    private WebhookVerifier(List<String> secrets, Clock clock) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("at least one webhook secret is needed");
        }
        this.keys = secrets.stream().map(WebhookVerifier::key).toList();
        this.clock = clock;
    }

    /** With every secret that is valid now: during a rotation, the new one and the old one. */
    public static WebhookVerifier of(String... secrets) {
        return of(List.of(secrets), Clock.systemUTC());
    }

    public static WebhookVerifier of(List<String> secrets, Clock clock) {
        return new WebhookVerifier(secrets, clock);
    }

    /** The same with headers looked up by name, such as {@code request::getHeader}. */
    public WebhookEvent verify(Function<String, @Nullable String> header, byte[] body) {
        return verify(
                header.apply("webhook-id"), header.apply("webhook-timestamp"), header.apply("webhook-signature"), body);
    }

    /**
     * The event, if the signature over exactly this body is right and no more than five minutes old.
     *
     * @throws CoinslotException.WebhookRefused if not
     */
    public WebhookEvent verify(
            @Nullable String id, @Nullable String timestamp, @Nullable String signature, byte[] body) {
        return WebhookEvents.read(check(id, timestamp, signature, body), body);
    }

    /** The id of the message, if its signature is right. */
    String check(@Nullable String id, @Nullable String timestamp, @Nullable String signature, byte[] body) {
        if (id == null || timestamp == null || signature == null) {
            throw new CoinslotException.WebhookRefused("webhook-id, -timestamp or -signature is missing");
        }
        checkTime(timestamp);
        byte[] signed = signedContent(id, timestamp, body);
        if (keys.stream().noneMatch(key -> matches(signature, sign(key, signed)))) {
            throw new CoinslotException.WebhookRefused("no signature is right");
        }
        return id;
    }

    private void checkTime(String timestamp) {
        Instant sentAt;
        try {
            sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        } catch (RuntimeException e) {
            throw new CoinslotException.WebhookRefused("webhook-timestamp is not a time");
        }
        if (Duration.between(sentAt, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
            throw new CoinslotException.WebhookRefused("webhook-timestamp is more than five minutes away");
        }
    }

    private static byte[] signedContent(String id, String timestamp, byte[] body) {
        byte[] start = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[start.length + body.length];
        System.arraycopy(start, 0, content, 0, start.length);
        System.arraycopy(body, 0, content, start.length, body.length);
        return content;
    }

    /** The header holds several signatures, parted by spaces; versions other than v1 are passed over. */
    private static boolean matches(String header, byte[] expected) {
        if (header.length() > LARGEST_SIGNATURE_CHARACTERS) {
            return false;
        }
        boolean found = false;
        for (String part : header.split(" ")) {
            found |= part.startsWith("v1,") && MessageDigest.isEqual(expected, decoded(part.substring(3)));
        }
        return found;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] sign(SecretKeySpec key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKeySpec key(String secret) {
        String base64 = secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret;
        return new SecretKeySpec(Base64.getDecoder().decode(base64), "HmacSHA256");
    }
}
