package io.coinslot.billing.feed;

import io.coinslot.billing.catalog.ServiceId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

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

    /** Events in JSON, the oldest first as far as that keeps those of a purchase in their order, and where to go on. */
    public record Page(List<String> events, FeedCursor next) {}

    public Page read(ServiceId serviceId, FeedCursor after, int limit, Duration wait) {
        return watch.until(
                serviceId,
                wait,
                () -> read(serviceId, after, limit),
                page -> !page.events().isEmpty());
    }

    private Page read(ServiceId serviceId, FeedCursor after, int limit) {
        FeedMerge merge = new FeedMerge(chunks, serviceId, after, partitions.getAsInt());
        List<String> events = merge.read(limit);
        return new Page(events, merge.moved(after));
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
