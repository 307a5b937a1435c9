package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.event.EventPublisher;
import io.coinslot.servicekit.event.OutboxEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A broker that is there or not. */
final class RecordingPublisher implements EventPublisher {
    final Map<String, List<Long>> sequences = new ConcurrentHashMap<>();
    /** Which versions of each aggregate held what was given. */
    final Map<String, List<Long>> versions = new ConcurrentHashMap<>();

    volatile boolean away;
    /** Does not answer at all. */
    volatile boolean silent;

    @Override
    public CompletionStage<Void> publish(Outbox outbox, String aggregateId, long version, List<OutboxEntry> pending) {
        if (away) {
            return CompletableFuture.failedFuture(new IllegalStateException("the broker is away"));
        }
        if (silent && !pending.isEmpty()) {
            return new CompletableFuture<>();
        }
        versions.merge(aggregateId, List.of(version), RecordingPublisher::joined);
        for (OutboxEntry entry : pending) {
            sequences.merge(aggregateId, List.of(entry.sequence()), RecordingPublisher::joined);
        }
        if (!pending.isEmpty()) {
            outbox.removePublished().accept(Map.of(aggregateId, Acknowledged.of(pending.getLast())));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public long acknowledgedThrough(Outbox outbox, String aggregateId, List<OutboxEntry> pending) {
        return away ? 0 : sequences.getOrDefault(aggregateId, List.of(0L)).getLast();
    }

    private static List<Long> joined(List<Long> known, List<Long> more) {
        return Stream.concat(known.stream(), more.stream()).toList();
    }
}
