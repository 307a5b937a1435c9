package io.coinslot.simulators.stripe;

import io.coinslot.simulators.memory.Journal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** First answers by account and Idempotency-Key, kept for 24 hours; their bodies stay in the journal. */
final class KeptAnswers {
    static final long KEPT_MILLIS = Duration.ofHours(24).toMillis();

    private final Map<String, Kept> byKey = new HashMap<>();

    /** An answer as the journal keeps it. */
    record Answer(String key, String fingerprint, String requestId, int status, String body, long atMillis) {}

    /** Where an answer is kept, and what must match for it to be replayed. */
    record Kept(String fingerprint, long atMillis, Journal.Position at) {}

    void remember(String key, String fingerprint, long atMillis, Journal.Position at) {
        byKey.put(key, new Kept(fingerprint, atMillis, at));
    }

    @Nullable
    Kept find(String key, long now) {
        Kept kept = byKey.get(key);
        return kept == null || now - kept.atMillis() >= KEPT_MILLIS ? null : kept;
    }
}
