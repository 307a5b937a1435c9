package io.coinslot.billing.feed;

import io.coinslot.billing.catalog.ServiceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Merges what the partitions hold by the time at which it happened, the oldest first, while each keeps its own order and so
 * does each purchase. What is next in a partition has only so much before it elsewhere that is older: none falls behind.
 */
final class FeedMerge {
    private final FeedChunks chunks;
    private final ServiceId serviceId;
    private final List<FeedLine> lines;

    FeedMerge(FeedChunks chunks, ServiceId serviceId, FeedCursor after, int partitions) {
        this.chunks = chunks;
        this.serviceId = serviceId;
        this.lines = IntStream.range(0, partitions)
                .mapToObj(partition -> new FeedLine(partition, after.place(partition)))
                .toList();
    }

    List<String> read(int limit) {
        List<String> events = new ArrayList<>();
        while (events.size() < limit) {
            FeedLine oldest = oldest();
            if (oldest == null) {
                break;
            }
            events.add(oldest.take());
        }
        return events;
    }

    private @Nullable FeedLine oldest() {
        // Which is the oldest can only be told when it is known what comes next in each.
        while (lines.stream().anyMatch(FeedLine::isUnknown)) {
            lookAhead();
        }
        return lines.stream()
                .filter(line -> !line.isEmpty())
                .min(Comparator.comparing(FeedLine::next))
                .orElse(null);
    }

    /** One look-up for all that need one soon. */
    private void lookAhead() {
        List<FeedLine> some = lines.stream().filter(FeedLine::isRunningOut).toList();
        Map<ChunkId, List<String>> found = chunks.events(
                some.stream().map(line -> line.nextChunk(serviceId)).toList());
        some.forEach(line -> line.add(found.get(line.nextChunk(serviceId))));
    }

    FeedCursor moved(FeedCursor after) {
        FeedCursor cursor = after;
        for (FeedLine line : lines) {
            cursor = line.moved(cursor);
        }
        return cursor;
    }
}
