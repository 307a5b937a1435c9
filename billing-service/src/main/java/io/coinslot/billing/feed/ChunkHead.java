package io.coinslot.billing.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A chunk without its events.
 *
 * @param count how many events it holds
 * @param lastOffset offset of the newest event: with the count it tells whether anybody has added something
 * @param totals how often each thing happened, from the very first chunk on up to here
 */
public record ChunkHead(ChunkId id, int count, long lastOffset, Map<String, Long> totals) {
    public ChunkHead {
        totals = Map.copyOf(totals);
    }

    ChunkHead with(List<FeedEvent> events) {
        Map<String, Long> sums = new HashMap<>(totals);
        events.forEach(event -> sums.merge(event.countedAs(), 1L, Long::sum));
        return new ChunkHead(id, count + events.size(), events.getLast().offset(), sums);
    }

    ChunkHead emptyNext() {
        return new ChunkHead(id.next(), 0, lastOffset, totals);
    }
}
