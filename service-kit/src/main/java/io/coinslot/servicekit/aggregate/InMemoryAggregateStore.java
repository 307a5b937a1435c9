package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.event.EventPublisher.Acknowledged;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A store that forgets everything at the end of the process: for tests. Keeps the same contract as the real one. */
public final class InMemoryAggregateStore<S> implements AggregateStore<S> {
    private final Map<String, Stored<S>> documents = new ConcurrentHashMap<>();
    private final AtomicInteger unpublished = new AtomicInteger();
    private final AtomicInteger withTasks = new AtomicInteger();

    @Override
    public Map<String, Stored<S>> load(Collection<String> ids) {
        return ids.stream()
                .filter(documents::containsKey)
                .collect(Collectors.toMap(id -> id, documents::get, (one, same) -> one));
    }

    @Override
    public Set<String> insert(List<Stored<S>> fresh) {
        Set<String> existing = new HashSet<>();
        for (Stored<S> document : fresh) {
            if (documents.putIfAbsent(document.id(), document) != null) {
                existing.add(document.id());
            }
        }
        return existing;
    }

    @Override
    public int update(List<Change<S>> changes) {
        int made = 0;
        for (Change<S> change : changes) {
            Stored<S> after = documents.computeIfPresent(
                    change.next().id(),
                    (id, before) -> before.version() == change.expectedVersion() ? change.next() : before);
            if (after == change.next()) {
                made++;
            }
        }
        return made;
    }

    @Override
    public void removePublished(Map<String, Acknowledged> lastById) {
        lastById.forEach((id, last) -> documents.computeIfPresent(id, (same, document) -> document.without(last)));
    }

    @Override
    public List<Stored<S>> withUnpublished(Instant writtenBefore, int limit) {
        return matching(
                document -> !document.outbox().isEmpty() && document.writtenAt().isBefore(writtenBefore),
                limit,
                unpublished);
    }

    @Override
    public List<Stored<S>> withVisibleTask(Instant visibleBefore, int limit) {
        return matching(
                document -> document.tasks().stream()
                        .anyMatch(task -> task.visibleAt().isBefore(visibleBefore)),
                limit,
                withTasks);
    }

    /** Every aggregate there is. */
    public Collection<Stored<S>> all() {
        return List.copyOf(documents.values());
    }

    private List<Stored<S>> matching(Predicate<Stored<S>> condition, int limit, AtomicInteger passed) {
        List<Stored<S>> all = documents.values().stream().filter(condition).toList();
        int from = passed.get() < all.size() ? passed.get() : 0;
        passed.set(all.size() <= limit ? 0 : (from + limit) % all.size());
        return Stream.concat(all.stream().skip(from), all.stream().limit(from))
                .limit(limit)
                .toList();
    }
}
