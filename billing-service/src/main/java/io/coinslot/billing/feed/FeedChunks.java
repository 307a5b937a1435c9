package io.coinslot.billing.feed;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the feed is kept: chunks of events, each found by its exact id. */
public interface FeedChunks {
    /** The heads of those chunks that exist. */
    Map<ChunkId, ChunkHead> heads(Collection<ChunkId> ids);

    /** The events of those chunks that exist, in order. */
    Map<ChunkId, List<String>> events(Collection<ChunkId> ids);

    /** Those of the ids whose events are in some chunk. */
    Set<String> known(Collection<String> eventIds);

    /**
     * Makes each addition in the order given, and none after one whose chunk is not as it was expected.
     *
     * @return whether all were made; if not, look at the heads and at what is known, and begin again
     */
    boolean append(List<Addition> additions);

    /**
     * Events to be appended to a chunk.
     *
     * @param before the chunk as it was decided on; with no events in it, it is to be made
     * @param after the chunk with the events
     */
    record Addition(ChunkHead before, ChunkHead after, List<FeedEvent> events) {
        public Addition {
            events = List.copyOf(events);
        }
    }
}
