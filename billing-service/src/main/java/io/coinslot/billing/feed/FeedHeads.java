package io.coinslot.billing.feed;

import io.coinslot.billing.catalog.ServiceId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds the newest chunk of a service in a partition by exact ids: steps of doubling length, then by halves. */
final class FeedHeads {
    private static final int MOST_DOUBLINGS = 28;

    private final FeedChunks chunks;

    FeedHeads(FeedChunks chunks) {
        this.chunks = chunks;
    }

    /** The newest chunk; if there is none, the head of a first one that is still to be made. */
    ChunkHead newest(ServiceId serviceId, int partition) {
        ChunkId first = new ChunkId(serviceId, partition, 0);
        List<ChunkId> probes = IntStream.rangeClosed(0, MOST_DOUBLINGS)
                .mapToObj(power -> new ChunkId(serviceId, partition, (1 << power) - 1))
                .toList();
        Map<ChunkId, ChunkHead> found = chunks.heads(probes);
        ChunkHead best = new ChunkHead(first, 0, -1, Map.of());
        int missing = 0;
        for (ChunkId probe : probes) {
            ChunkHead head = found.get(probe);
            if (head == null) {
                missing = probe.number();
                break;
            }
            best = head;
        }
        return between(best, missing);
    }

    /** Chunks exist without gaps: the best that is known exists, the missing one does not. */
    private ChunkHead between(ChunkHead known, int missing) {
        ChunkHead best = known;
        int above = missing;
        while (above - best.id().number() > 1) {
            ChunkId middle = new ChunkId(
                    best.id().serviceId(), best.id().partition(), (best.id().number() + above) >>> 1);
            ChunkHead head = chunks.heads(List.of(middle)).get(middle);
            if (head == null) {
                above = middle.number();
            } else {
                best = head;
            }
        }
        return best;
    }
}
