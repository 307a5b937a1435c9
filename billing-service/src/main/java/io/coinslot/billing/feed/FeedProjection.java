package io.coinslot.billing.feed;

import io.coinslot.billing.catalog.ServiceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the feed: each batch of a partition becomes a few additions in one write. What a chunk holds by its id is not
 * added, whether a batch comes again, in whatever cut, or the topic holds an event again at a higher offset. Nothing is
 * passed over for its offset: the topic may begin anew.
 */
public final class FeedProjection {
    /** A chunk is written whole with each addition, so a larger one costs more than it saves a reader. */
    static final int CHUNK_EVENTS = 25;

    private static final Logger LOG = LoggerFactory.getLogger(FeedProjection.class);
    private static final int MOST_TRIES = 20;
    private static final int MOST_REMEMBERED = 10_000;

    private final FeedChunks chunks;
    private final FeedHeads finder;
    private final Consumer<ServiceId> grown;
    private final Map<ChunkId, ChunkHead> newest = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ChunkId, ChunkHead> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** @param grown told of each service whose feed has new events */
    public FeedProjection(FeedChunks chunks, Consumer<ServiceId> grown) {
        this.chunks = chunks;
        this.finder = new FeedHeads(chunks);
        this.grown = grown;
    }

    /** @param events of one partition, in the order of their offsets */
    public void append(int partition, List<FeedEvent> events) {
        Map<String, FeedEvent> byId = new LinkedHashMap<>();
        events.forEach(event -> byId.putIfAbsent(event.eventId(), event));
        Map<ServiceId, List<FeedEvent>> byService = byService(byId.values());
        for (int count = 0; count < MOST_TRIES; count++) {
            List<ChunkHead> heads = byService.keySet().stream()
                    .map(service -> head(service, partition))
                    .toList();
            // After the heads: whoever adds one of the events from here on moves the fence of its chunk.
            Set<String> known = chunks.known(byId.keySet());
            List<FeedChunks.Addition> additions = heads.stream()
                    .flatMap(head ->
                            additions(
                                    head,
                                    fresh(head, byService.getOrDefault(head.id().serviceId(), List.of()), known))
                                    .stream())
                    .toList();
            if (additions.isEmpty() || chunks.append(additions)) {
                additions.forEach(addition -> remember(addition.after()));
                byService.keySet().forEach(grown);
                return;
            }
            // Another process was faster, or an earlier attempt got further than its answer.
            byService.keySet().forEach(service -> forget(service, partition));
        }
        throw new IllegalStateException("the feed changed under each of " + MOST_TRIES + " tries");
    }

    private static Map<ServiceId, List<FeedEvent>> byService(Collection<FeedEvent> events) {
        Map<ServiceId, List<FeedEvent>> byService = new LinkedHashMap<>();
        events.forEach(event -> byService
                .computeIfAbsent(event.serviceId(), service -> new ArrayList<>())
                .add(event));
        return byService;
    }

    private static List<FeedEvent> fresh(ChunkHead newest, List<FeedEvent> events, Set<String> known) {
        List<FeedEvent> fresh = events.stream()
                .filter(event -> !known.contains(event.eventId()))
                .toList();
        if (!fresh.isEmpty() && fresh.getFirst().offset() <= newest.lastOffset()) {
            LOG.warn(
                    "{} has events up to offset {} in its feed, and gets one of offset {}: the topic begins anew",
                    newest.id(),
                    newest.lastOffset(),
                    fresh.getFirst().offset());
        }
        return fresh;
    }

    private static List<FeedChunks.Addition> additions(ChunkHead newest, List<FeedEvent> fresh) {
        List<FeedChunks.Addition> additions = new ArrayList<>();
        ChunkHead head = newest;
        int from = 0;
        while (from < fresh.size()) {
            if (head.count() >= CHUNK_EVENTS) {
                head = head.emptyNext();
            }
            int to = Math.min(fresh.size(), from + CHUNK_EVENTS - head.count());
            List<FeedEvent> some = fresh.subList(from, to);
            ChunkHead after = head.with(some);
            additions.add(new FeedChunks.Addition(head, after, some));
            head = after;
            from = to;
        }
        return additions;
    }

    private ChunkHead head(ServiceId service, int partition) {
        synchronized (newest) {
            ChunkHead known = newest.get(key(service, partition));
            if (known != null) {
                return known;
            }
        }
        return finder.newest(service, partition);
    }

    private void remember(ChunkHead head) {
        synchronized (newest) {
            newest.put(key(head.id().serviceId(), head.id().partition()), head);
        }
    }

    private void forget(ServiceId service, int partition) {
        synchronized (newest) {
            newest.remove(key(service, partition));
        }
    }

    private static ChunkId key(ServiceId service, int partition) {
        return new ChunkId(service, partition, 0);
    }
}
