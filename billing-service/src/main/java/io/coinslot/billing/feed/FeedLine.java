package io.coinslot.billing.feed;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.feed.FeedCursor.Place;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What lies ahead of a reader in one partition, as far as it has been looked up. */
final class FeedLine {
    /** Stands before anything that others word, and in a quoted text a backslash would stand before its quotes. */
    private static final String TIME = "\"occurredAt\":\"";

    private final int partition;
    private final Queue<Dated> ahead = new ArrayDeque<>();
    private Place place;
    private int nextChunk;
    private boolean endsHere;

    FeedLine(int partition, Place place) {
        this.partition = partition;
        this.place = place;
        this.nextChunk = place.chunk();
    }

    private record Dated(Instant at, String json) {
        static Dated of(String json) {
            int begin = json.indexOf(TIME);
            int from = begin + TIME.length();
            return new Dated(
                    begin < 0 ? Instant.MIN : Instant.parse(json.substring(from, json.indexOf('"', from))), json);
        }
    }

    /** Whether it is not known what comes next. */
    boolean isUnknown() {
        return ahead.isEmpty() && !endsHere;
    }

    /** Whether it will soon be so. */
    boolean isRunningOut() {
        return ahead.size() < FeedProjection.CHUNK_EVENTS && !endsHere;
    }

    boolean isEmpty() {
        return ahead.isEmpty();
    }

    ChunkId nextChunk(ServiceId serviceId) {
        return new ChunkId(serviceId, partition, nextChunk);
    }

    /** @param chunk the next one; null if there is none */
    void add(@Nullable List<String> chunk) {
        endsHere = chunk == null || chunk.size() < FeedProjection.CHUNK_EVENTS;
        if (chunk == null) {
            return;
        }
        int from = nextChunk == place.chunk() ? Math.min(place.events(), chunk.size()) : 0;
        if (nextChunk == place.chunk()) {
            place = placed(from);
        }
        chunk.subList(from, chunk.size()).forEach(json -> ahead.add(Dated.of(json)));
        nextChunk++;
    }

    /** When the next event happened. */
    Instant next() {
        return ahead.element().at();
    }

    String take() {
        place = placed(place.events() + 1);
        return ahead.remove().json();
    }

    /** A full chunk is never added to: the next one follows it. */
    private Place placed(int events) {
        return events == FeedProjection.CHUNK_EVENTS
                ? new Place(place.chunk() + 1, 0)
                : new Place(place.chunk(), events);
    }

    /** Where to go on after what has been taken. */
    FeedCursor moved(FeedCursor cursor) {
        return place.equals(cursor.place(partition)) ? cursor : cursor.with(partition, place);
    }
}
