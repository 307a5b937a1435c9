package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.event.EventPublisher.Acknowledged;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts look-ups, can lose the answers to updates that it made, and lets others write around them. */
final class CountingStore implements AggregateStore<Counter> {
    final AtomicInteger lookUps = new AtomicInteger();
    volatile boolean losesAnswers;
    volatile boolean failsToFindEvents;
    volatile Runnable onceFound = () -> {};
    volatile Runnable onceLookedUp = () -> {};
    volatile Runnable onceInserted = () -> {};
    volatile @Nullable Duration longestWrite;

    /** What happens around the next updates, one each. */
    final Queue<Runnable> beforeUpdates = new ConcurrentLinkedQueue<>();

    final Queue<Runnable> afterUpdates = new ConcurrentLinkedQueue<>();
    final Set<String> refusedIds = ConcurrentHashMap.newKeySet();
    private final InMemoryAggregateStore<Counter> store = new InMemoryAggregateStore<>();

    /** Another process writes a new version with the same state. */
    void writeFromElsewhere(String id) {
        Stored<Counter> now = Objects.requireNonNull(store.load(List.of(id)).get(id));
        Stored<Counter> next = new Stored<>(
                id,
                now.version() + 1,
                "from elsewhere",
                now.writtenAt(),
                now.state(),
                now.lastSequence(),
                now.outbox(),
                now.tasks());
        if (store.update(List.of(new Change<>(now.version(), next))) != 1) {
            throw new IllegalStateException(id + " was written by two");
        }
    }

    private static void runNext(Queue<Runnable> waiting) {
        Runnable next = waiting.poll();
        if (next != null) {
            next.run();
        }
    }

    private boolean isRefused(Change<Counter> change) {
        return refusedIds.contains(change.next().id());
    }

    @Override
    public Map<String, Stored<Counter>> load(Collection<String> ids) {
        lookUps.incrementAndGet();
        onceLookedUp.run();
        return store.load(ids);
    }

    @Override
    public Set<String> insert(List<Stored<Counter>> fresh) {
        Set<String> existing = store.insert(fresh);
        onceInserted.run();
        return existing;
    }

    @Override
    public @Nullable Duration longestWrite() {
        return longestWrite;
    }

    @Override
    public int update(List<Change<Counter>> changes) {
        runNext(beforeUpdates);
        int made = store.update(
                changes.stream().filter(change -> !isRefused(change)).toList());
        runNext(afterUpdates);
        if (changes.stream().anyMatch(this::isRefused)) {
            throw new IllegalStateException("the document is too large");
        }
        if (losesAnswers) {
            throw new StoreUnavailable("the answer was lost", new IllegalStateException());
        }
        return made;
    }

    @Override
    public void removePublished(Map<String, Acknowledged> lastById) {
        store.removePublished(lastById);
    }

    @Override
    public List<Stored<Counter>> withUnpublished(Instant writtenBefore, int limit) {
        if (failsToFindEvents) {
            throw new IllegalStateException("a document cannot be read");
        }
        List<Stored<Counter>> found = store.withUnpublished(writtenBefore, limit);
        onceFound.run();
        return found;
    }

    @Override
    public List<Stored<Counter>> withVisibleTask(Instant visibleBefore, int limit) {
        return store.withVisibleTask(visibleBefore, limit);
    }
}
