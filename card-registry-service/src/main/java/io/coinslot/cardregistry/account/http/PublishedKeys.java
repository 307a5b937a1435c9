package io.coinslot.cardregistry.account.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A key set that somebody publishes (JWKS), kept for a while. A key that is not in it makes it be read again, but not
 * more often than every few seconds, so that made-up key ids do not become requests. It is read once for all who wait for
 * it, and a reading is over in time, whatever comes of it.
 */
public final class PublishedKeys {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration AT_LEAST_BETWEEN = Duration.ofSeconds(10);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int LARGEST_BYTES = 256 * 1024;

    private final URI address;
    private final HttpClient connections;
    private final Clock clock;
    private final Duration longestWait;
    private volatile @Nullable Known known;
    private @Nullable CompletableFuture<Known> reading;
    private Instant failedAt = Instant.MIN;

    public PublishedKeys(URI address, HttpClient connections, Clock clock) {
        this(address, connections, clock, LONGEST_WAIT);
    }

    /**
     * Waits for one reading as long as the caller says.
     *
     * @param longestWait from the request to the end of the answer
     */
    public PublishedKeys(URI address, HttpClient connections, Clock clock, Duration longestWait) {
        this.address = address;
        this.connections = connections;
        this.clock = clock;
        this.longestWait = longestWait;
    }

    private record Known(JWKSet set, Map<String, ECPublicKey> verifying, Instant readAt) {
        Optional<ECPublicKey> key(String keyId) {
            return Optional.ofNullable(verifying.get(keyId));
        }
    }

    /** The keys, read again if they are old. */
    public JWKSet all() throws IOException {
        Known kept = kept();
        return (kept == null ? await(read()) : kept).set();
    }

    /** The key of this id on an elliptic curve, if it is known without asking anybody. */
    public Optional<ECPublicKey> known(String keyId) {
        Known kept = kept();
        return kept == null ? Optional.empty() : kept.key(keyId);
    }

    /**
     * The key of this id on an elliptic curve, ready to verify with; none if there is none. The keys are read again if they
     * are old, or if none has this id and the last reading is a while ago.
     *
     * @return fails with an UncheckedIOException if they cannot be read, within a few seconds
     */
    public CompletableFuture<Optional<ECPublicKey>> finding(String keyId) {
        Known kept = kept();
        if (kept != null) {
            Optional<ECPublicKey> key = kept.key(keyId);
            if (key.isPresent() || !kept.readAt().plus(AT_LEAST_BETWEEN).isBefore(clock.instant())) {
                return CompletableFuture.completedFuture(key);
            }
        }
        return read().thenApply(fresh -> fresh.key(keyId));
    }

    /** Waits for {@link #finding}; null if there is none. */
    public @Nullable ECPublicKey verifying(String keyId) throws IOException {
        return await(finding(keyId)).orElse(null);
    }

    private @Nullable Known kept() {
        Known now = known;
        return now == null || now.readAt().plus(KEPT).isBefore(clock.instant()) ? null : now;
    }

    /** The reading that is under way, or a new one. */
    private synchronized CompletableFuture<Known> read() {
        if (reading != null) {
            return reading;
        }
        if (failedAt.plus(AFTER_A_FAILURE).isAfter(clock.instant())) {
            return CompletableFuture.failedFuture(unreadable(null));
        }
        HttpRequest request = HttpRequest.newBuilder(address).build();
        CompletableFuture<HttpResponse<byte[]>> sent = connections.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_BYTES));
        CompletableFuture<Known> fresh =
                sent.thenApply(this::parsed).orTimeout(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        reading = fresh;
        // The request's own time-out is over with the first byte of the answer; this one is over in any case.
        return fresh.whenComplete((keys, failure) -> {
            sent.cancel(true);
            over(keys);
        });
    }

    private synchronized void over(@Nullable Known keys) {
        reading = null;
        if (keys == null) {
            failedAt = clock.instant();
        } else {
            known = keys;
        }
    }

    private Known parsed(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw unreadable(new IOException("HTTP " + answer.statusCode()));
        }
        try {
            JWKSet keys = JWKSet.parse(new String(answer.body(), StandardCharsets.UTF_8));
            Map<String, ECPublicKey> verifying = new HashMap<>();
            for (JWK key : keys.getKeys()) {
                if (key instanceof ECKey onCurve && key.getKeyID() != null) {
                    verifying.put(key.getKeyID(), onCurve.toECPublicKey());
                }
            }
            return new Known(keys, Map.copyOf(verifying), clock.instant());
        } catch (ParseException | JOSEException e) {
            throw unreadable(e);
        }
    }

    private UncheckedIOException unreadable(@Nullable Exception cause) {
        String what = "the keys at " + address + " cannot be read";
        return new UncheckedIOException(new IOException(cause == null ? what + " since a moment ago" : what, cause));
    }

    private <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException("the keys at " + address + " cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + address, e);
        }
    }
}
