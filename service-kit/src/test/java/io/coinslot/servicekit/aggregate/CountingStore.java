package io.coinslot.servicekit.aggregate;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts look-ups, and can lose the answers to updates that it made. */
final class CountingStore implements AggregateStore<Counter> {
    final AtomicInteger lookUps = new AtomicInteger();
    volatile boolean losesAnswers;
    volatile boolean failsToFindEvents;

    private final InMemoryAggregateStore<Counter> store = new InMemoryAggregateStore<>();

    @Override
    public Map<String, Stored<Counter>> load(Collection<String> ids) {
        lookUps.incrementAndGet();
        return store.load(ids);
    }

    @Override
    public Set<String> insert(List<Stored<Counter>> fresh) {
        return store.insert(fresh);
    }

    @Override
    public int update(List<Change<Counter>> changes) {
        int made = store.update(changes);
        if (losesAnswers) {
            throw new StoreUnavailable("the answer was lost", new IllegalStateException());
        }
        return made;
    }

    @Override
    public void removePublished(Map<String, Long> throughSequenceById) {
        store.removePublished(throughSequenceById);
    }

    @Override
    public List<Stored<Counter>> withUnpublished(Instant writtenBefore, int limit) {
        if (failsToFindEvents) {
            throw new IllegalStateException("a document cannot be read");
        }
        return store.withUnpublished(writtenBefore, limit);
    }

    @Override
    public List<Stored<Counter>> withVisibleTask(Instant visibleBefore, int limit) {
        return store.withVisibleTask(visibleBefore, limit);
    }
}
