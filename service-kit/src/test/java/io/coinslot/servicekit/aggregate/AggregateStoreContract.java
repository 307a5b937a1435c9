package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.aggregate.AggregateStore.Change;
import io.coinslot.servicekit.event.EventPublisher.Acknowledged;
import io.coinslot.servicekit.event.OutboxEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What every store of aggregates must keep. Runs against the fake, the embedded store and any MONGODB_URI. */
public abstract class AggregateStoreContract {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final String one = "one-" + UUID.randomUUID();
    private final String two = "two-" + UUID.randomUUID();

    /** The store under test; the same one each time. */
    protected abstract AggregateStore<Counter> store();

    @Test
    void findsWhatWasInserted() {
        Stored<Counter> stored =
                stored(one, 1, new Counter(7, List.of("a", "b")), List.of(entry(1)), List.of(task(NOW)));
        store().insert(List.of(stored));
        Stored<Counter> found = store().load(List.of(one, two)).get(one);
        assertThat(found).usingRecursiveComparison().isEqualTo(stored);
        assertThat(store().load(List.of(two))).isEmpty();
    }

    @Test
    void leavesWhatExistsAndInsertsTheRest() {
        store().insert(List.of(stored(one, 1, Counter.ZERO, List.of(), List.of())));
        assertThat(store().insert(List.of(
                        stored(one, 1, new Counter(9, List.of()), List.of(), List.of()),
                        stored(two, 1, new Counter(2, List.of()), List.of(), List.of()))))
                .containsExactly(one);
        assertThat(value(one)).isZero();
        assertThat(value(two)).isEqualTo(2);
    }

    @Test
    void updatesOnlyTheVersionThatWasExpected() {
        store().insert(List.of(
                stored(one, 1, Counter.ZERO, List.of(), List.of()),
                stored(two, 5, Counter.ZERO, List.of(), List.of())));
        int made = store().update(List.of(
                new Change<>(1, stored(one, 2, new Counter(1, List.of()), List.of(), List.of())),
                new Change<>(4, stored(two, 5, new Counter(1, List.of()), List.of(), List.of()))));
        assertThat(made).isEqualTo(1);
        assertThat(value(one)).isEqualTo(1);
        assertThat(value(two)).isZero();
    }

    @Test
    void letsOneOfManyWritersOfAVersionWin() throws Exception {
        store().insert(List.of(stored(one, 1, Counter.ZERO, List.of(), List.of())));
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 1; writer <= 8; writer++) {
            Counter state = new Counter(writer, List.of());
            writers.add(() -> store().update(List.of(new Change<>(1, stored(one, 2, state, List.of(), List.of())))));
        }
        int winners = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(writers)) {
                winners += result.get();
            }
        }
        assertThat(winners).isEqualTo(1);
    }

    @Test
    void removesWhatWasPublishedAndKeepsTheVersion() {
        store().insert(List.of(stored(one, 3, Counter.ZERO, List.of(entry(1), entry(2), entry(3)), List.of())));
        store().removePublished(Map.of(one, new Acknowledged(2, "e2")));
        Stored<Counter> left = found(one);
        assertThat(left.outbox()).extracting(OutboxEntry::sequence).containsExactly(3L);
        assertThat(left.version()).isEqualTo(3);
    }

    /** A store that lost the write of the event that was published has given its sequence to another one. */
    @Test
    void removesNoEventThatTookThePlaceOfTheOneThatWasPublished() {
        store().insert(List.of(stored(one, 3, Counter.ZERO, List.of(entry(1), entry(2)), List.of())));
        store().removePublished(Map.of(one, new Acknowledged(2, "another event")));
        assertThat(found(one).outbox()).hasSize(2);
    }

    @Test
    void comesToEachInItsTurnHoweverManyStayThatAreFoundFirst() {
        List<Task> waiting = List.of(task(NOW));
        store().insert(List.of(
                stored(one, 1, Counter.ZERO, List.of(entry(1)), waiting),
                stored(two, 1, Counter.ZERO, List.of(entry(1)), waiting)));
        Set<String> unpublished = new HashSet<>();
        Set<String> withTask = new HashSet<>();
        for (int look = 0; look < 100; look++) {
            store().withUnpublished(NOW.plusSeconds(1), 1).forEach(found -> unpublished.add(found.id()));
            store().withVisibleTask(NOW.plusSeconds(1), 1).forEach(found -> withTask.add(found.id()));
        }
        assertThat(unpublished).contains(one, two);
        assertThat(withTask).contains(one, two);
    }

    /** What was found before is done by the next look, and is not counted any more. */
    @Test
    void passesNobodyOverWhenThoseFoundFirstAreDone() {
        String three = "three-" + UUID.randomUUID();
        List<String> ours = List.of(one, two, three);
        ours.forEach(id -> store().insert(List.of(stored(id, 1, Counter.ZERO, List.of(entry(1)), List.of(task(NOW))))));
        assertThat(leftAfterOneLookWasDone(ours, limit -> store().withVisibleTask(NOW.plusSeconds(1), limit)))
                .isEmpty();
        assertThat(leftAfterOneLookWasDone(ours, limit -> store().withUnpublished(NOW.plusSeconds(1), limit)))
                .isEmpty();
    }

    /** Two looks, of which the first finds all but one. Returns which of these neither has found. */
    private List<String> leftAfterOneLookWasDone(List<String> ids, IntFunction<List<Stored<Counter>>> look) {
        int most = look.apply(1_000).size() - 1;
        Set<String> found = new HashSet<>();
        look.apply(most).forEach(first -> found.add(first.id()));
        ids.stream().filter(found::contains).forEach(this::done);
        look.apply(most).forEach(second -> found.add(second.id()));
        ids.stream().filter(found::contains).forEach(this::undone);
        return ids.stream().filter(id -> !found.contains(id)).toList();
    }

    private void done(String id) {
        replace(id, List.of(), List.of());
    }

    private void undone(String id) {
        replace(id, List.of(entry(1)), List.of(task(NOW)));
    }

    private void replace(String id, List<OutboxEntry> outbox, List<Task> tasks) {
        long version = found(id).version();
        store().update(List.of(new Change<>(version, stored(id, version + 1, Counter.ZERO, outbox, tasks))));
    }

    @Test
    void findsUnpublishedEventsThatAreOldEnough() {
        store().insert(List.of(
                stored(one, 1, Counter.ZERO, List.of(entry(1)), List.of()),
                stored(two, 1, Counter.ZERO, List.of(), List.of())));
        assertThat(store().withUnpublished(NOW.plusSeconds(1), 1_000))
                .extracting(Stored::id)
                .contains(one)
                .doesNotContain(two);
        assertThat(store().withUnpublished(NOW, 1_000)).extracting(Stored::id).doesNotContain(one);
    }

    @Test
    void findsTasksThatAreVisible() {
        store().insert(List.of(
                stored(one, 1, Counter.ZERO, List.of(), List.of(task(NOW.plusSeconds(60)), task(NOW))),
                stored(two, 1, Counter.ZERO, List.of(), List.of(task(NOW.plusSeconds(60))))));
        assertThat(store().withVisibleTask(NOW.plusSeconds(1), 1_000))
                .extracting(Stored::id)
                .contains(one)
                .doesNotContain(two);
    }

    private Stored<Counter> found(String id) {
        Stored<Counter> stored = store().load(List.of(id)).get(id);
        assertThat(stored).isNotNull();
        return stored;
    }

    private int value(String id) {
        return found(id).state().value();
    }

    private static Stored<Counter> stored(
            String id, long version, Counter state, List<OutboxEntry> outbox, List<Task> tasks) {
        return new Stored<>(id, version, UUID.randomUUID().toString(), NOW, state, outbox.size(), outbox, tasks);
    }

    private static OutboxEntry entry(long sequence) {
        return new OutboxEntry(
                "e" + sequence, sequence, "topic", "key", Map.of("ce_id", "e" + sequence), new byte[] {0, 1, 2});
    }

    private static Task task(Instant visibleAt) {
        return new Task("t" + visibleAt, "kind", 1, true, visibleAt, Map.of("for", "test"));
    }
}
