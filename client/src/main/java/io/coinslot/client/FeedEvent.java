package io.coinslot.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event of the service's own feed; {@code data} holds the fields of its type. */
public record FeedEvent(
        String eventId,
        String purchaseId,
        long sequence,
        String type,
        Instant occurredAt,
        @Nullable String cursor,
        Map<String, @Nullable Object> data) {

    public FeedEvent {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
