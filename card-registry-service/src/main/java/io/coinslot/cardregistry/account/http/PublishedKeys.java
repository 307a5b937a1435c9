package io.coinslot.cardregistry.account.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key set that somebody publishes (JWKS), kept for a while. A key that is not in it makes it be read again, but not
 * more often than every few seconds, so that made-up key ids do not become requests.
 */
public final class PublishedKeys {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration AT_LEAST_BETWEEN = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int LARGEST_BYTES = 256 * 1024;

    private final URI address;
    private final HttpClient connections;
    private final Clock clock;
    private final Map<String, ECPublicKey> verifying = new HashMap<>();
    private @Nullable JWKSet known;
    private Instant readAt = Instant.MIN;

    public PublishedKeys(URI address, HttpClient connections, Clock clock) {
        this.address = address;
        this.connections = connections;
        this.clock = clock;
    }

    /** The keys, read again if they are old. */
    public synchronized JWKSet all() throws IOException {
        JWKSet keys = known;
        if (keys == null || readAt.plus(KEPT).isBefore(clock.instant())) {
            return read();
        }
        return keys;
    }

    /** The keys, read again if none has this id and the last reading is a while ago. */
    public synchronized JWKSet having(String keyId) throws IOException {
        JWKSet keys = all();
        boolean unknown = keys.getKeyByKeyId(keyId) == null;
        return unknown && readAt.plus(AT_LEAST_BETWEEN).isBefore(clock.instant()) ? read() : keys;
    }

    /** The key of this id on an elliptic curve, ready to verify with; null if there is none. */
    public synchronized @Nullable ECPublicKey verifying(String keyId) throws IOException {
        JWKSet keys = having(keyId);
        ECPublicKey ready = verifying.get(keyId);
        if (ready == null && keys.getKeyByKeyId(keyId) instanceof ECKey key) {
            try {
                ready = key.toECPublicKey();
            } catch (JOSEException e) {
                throw new IOException(address + " holds a key that is none", e);
            }
            verifying.put(keyId, ready);
        }
        return ready;
    }

    private JWKSet read() throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(LONGEST_WAIT).build();
        try {
            HttpResponse<byte[]> answer = connections.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200 || answer.body().length > LARGEST_BYTES) {
                throw new IOException(address + " answered " + answer.statusCode());
            }
            JWKSet keys = JWKSet.parse(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
            known = keys;
            verifying.clear();
            readAt = clock.instant();
            return keys;
        } catch (ParseException e) {
            throw new IOException(address + " holds no key set", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + address, e);
        }
    }
}
