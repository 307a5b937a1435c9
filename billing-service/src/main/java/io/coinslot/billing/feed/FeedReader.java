package io.coinslot.billing.feed;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.feed.FeedCursor.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Reads a service's feed after a cursor, waiting for events if there are none. */
public final class FeedReader {
    private final FeedChunks chunks;
    private final FeedHeads heads;
    private final FeedWatch watch;
    private final IntSupplier partitions;

    /** @param partitions how many the topic has */
    public FeedReader(FeedChunks chunks, FeedWatch watch, IntSupplier partitions) {
        this.chunks = chunks;
        this.heads = new FeedHeads(chunks);
        this.watch = watch;
        this.partitions = partitions;
    }

    /** Events in JSON, those of a purchase in their order, and where to go on. */
    public record Page(List<String> events, FeedCursor next) {}

    public Page read(ServiceId serviceId, FeedCursor after, int limit, Duration wait) {
        return watch.until(
                serviceId,
                wait,
                () -> read(serviceId, after, limit),
                page -> !page.events().isEmpty());
    }

    private Page read(ServiceId serviceId, FeedCursor after, int limit) {
        int count = partitions.getAsInt();
        int share = Math.max(1, limit / count);
        List<String> events = new ArrayList<>();
        FeedCursor cursor = after;
        boolean moved = true;
        while (moved && events.size() < limit) {
            moved = false;
            Map<ChunkId, List<String>> found = chunks.events(ids(serviceId, cursor, count));
            for (int partition = 0; partition < count && events.size() < limit; partition++) {
                Place place = cursor.place(partition);
                List<String> chunk = found.get(new ChunkId(serviceId, partition, place.chunk()));
                if (chunk == null) {
                    continue;
                }
                int from = Math.min(place.events(), chunk.size());
                int to = Math.min(chunk.size(), from + Math.min(share, limit - events.size()));
                events.addAll(chunk.subList(from, to));
                // A full chunk is never added to: the next one follows it.
                Place next = to == FeedProjection.CHUNK_EVENTS
                        ? new Place(place.chunk() + 1, 0)
                        : new Place(place.chunk(), to);
                moved |= !next.equals(place);
                cursor = cursor.with(partition, next);
            }
        }
        return new Page(events, cursor);
    }

    private static List<ChunkId> ids(ServiceId serviceId, FeedCursor cursor, int count) {
        return IntStream.range(0, count)
                .mapToObj(partition -> new ChunkId(
                        serviceId, partition, cursor.place(partition).chunk()))
                .toList();
    }

    /** How often each thing has happened to purchases of the service. */
    public Map<String, Long> funnel(ServiceId serviceId) {
        Map<String, Long> sums = new HashMap<>();
        for (int partition = 0; partition < partitions.getAsInt(); partition++) {
            heads.newest(serviceId, partition).totals().forEach((name, total) -> sums.merge(name, total, Long::sum));
        }
        return new TreeMap<>(sums);
    }
}
