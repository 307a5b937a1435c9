package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.event.EventPublisher.Outbox;
import io.coinslot.servicekit.event.EventRecords;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two aggregates are written together, other processes write them as well, and nothing is decided twice. */
class BulkOutcomesTest {
    private final CountingStore store = new CountingStore();
    private final TaskPlan<Counter, String> plan = new TaskPlan<>(List.of(), Clock.systemUTC());
    private final Shard<Counter, String> shard = new Shard<>(
            store,
            new DocumentWriter<>(
                    new EventRecords<>(new Engines.CounterEvents(), new AggregatesTest.NoCodec(), "test"),
                    new RecordingPublisher(),
                    new Outbox("test", store::removePublished),
                    Clock.systemUTC(),
                    (stored, touched) -> {}));
    private final Command<Counter, String, Integer> one = addingOne("one");
    private final Command<Counter, String, Integer> two = addingOne("two");

    @BeforeEach
    void insert() {
        store.insert(List.of(zero("one"), zero("two")));
    }

    @AfterEach
    void stop() {
        shard.close();
    }

    @Test
    void aWriteThatWasMadeAndCoveredIsNotDecidedAgain() {
        store.beforeUpdates.add(() -> store.writeFromElsewhere("two"));
        store.afterUpdates.add(() -> store.writeFromElsewhere("one"));
        runTogether();
        assertThat(one.outcome.join().result()).isEqualTo(1);
        assertThat(two.outcome.join().result()).isEqualTo(1);
        assertThat(value("one")).isEqualTo(1);
        assertThat(value("two")).isEqualTo(1);
    }

    @Test
    void writesThatWereCoveredAndNotMadeAreDecidedAgain() {
        store.beforeUpdates.add(() -> List.of("one", "two").forEach(store::writeFromElsewhere));
        store.afterUpdates.add(() -> List.of("one", "two").forEach(store::writeFromElsewhere));
        runTogether();
        assertThat(one.outcome.join().result()).isEqualTo(1);
        assertThat(two.outcome.join().result()).isEqualTo(1);
    }

    @Test
    void theOutcomeIsUnknownWhereOneOfTwoCoveredWritesWasMade() {
        store.beforeUpdates.add(() -> store.writeFromElsewhere("two"));
        store.afterUpdates.add(() -> List.of("one", "two").forEach(store::writeFromElsewhere));
        runTogether();
        assertThat(failure(one)).isInstanceOf(StoreUnavailable.class);
        assertThat(failure(two)).isInstanceOf(StoreUnavailable.class);
        assertThat(value("one")).isEqualTo(1);
        assertThat(value("two")).isZero();
    }

    @Test
    void aWriteThatWasMadeBesideARefusedOneIsNotDecidedAgain() {
        store.refusedIds.add("two");
        runTogether();
        assertThat(one.outcome.join().result()).isEqualTo(1);
        assertThat(value("one")).isEqualTo(1);
        assertThat(failure(two)).hasMessage("the document is too large");
    }

    @Test
    void theOutcomeIsUnknownOfACoveredWriteBesideARefusedOne() {
        store.refusedIds.add("two");
        store.afterUpdates.add(() -> store.writeFromElsewhere("one"));
        runTogether();
        assertThat(failure(one)).isInstanceOf(StoreUnavailable.class);
        assertThat(value("one")).isEqualTo(1);
        assertThat(failure(two)).hasMessage("the document is too large");
    }

    /** Both wait when the shard begins, so they are one batch. */
    private void runTogether() {
        shard.add(one);
        shard.add(two);
        Thread.ofVirtual().start(shard);
        CompletableFuture.allOf(one.outcome, two.outcome)
                .exceptionally(failure -> null)
                .join();
    }

    private static Throwable failure(Command<Counter, String, Integer> command) {
        return command.outcome.exceptionNow();
    }

    private int value(String id) {
        return Objects.requireNonNull(store.load(List.of(id)).get(id)).state().value();
    }

    private Command<Counter, String, Integer> addingOne(String id) {
        return new Command<>(
                id,
                current -> {
                    Counter next = Objects.requireNonNull(current).state().plus(1);
                    return plan.effect(current, Decision.accepted(next, List.of(), next.value()));
                },
                false);
    }

    private static Stored<Counter> zero(String id) {
        return new Stored<>(id, 1, "first", Instant.EPOCH, Counter.ZERO, 0, List.of(), List.of());
    }
}
