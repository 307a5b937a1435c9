package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.event.EventPublisher.Outbox;
import io.coinslot.servicekit.event.EventRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two aggregates are written together, other processes write them as well, and nothing is decided twice. */
class BulkOutcomesTest {
    private final CountingStore store = new CountingStore();
    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-27T10:00:00Z");
    private final TaskPlan<Counter, String> plan = new TaskPlan<>(List.of(), clock);
    private final Shard<Counter, String> shard = new Shard<>(
            store,
            new DocumentWriter<>(
                    new EventRecords<>(new Engines.CounterEvents(), new AggregatesTest.NoCodec(), "test"),
                    new RecordingPublisher(),
                    new Outbox("test", store::removePublished),
                    clock,
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

    /** The process is halted between deciding and writing. */
    @Test
    void whatWaitedTooLongForItsWriteIsDecidedAnew() {
        store.longestWrite = Duration.ofSeconds(3);
        List<Instant> decided = new ArrayList<>();
        Command<Counter, String, Integer> late = halted("one", decided, Duration.ofMillis(3_001));
        runTogether(late, two);
        assertThat(late.outcome.join().version()).isEqualTo(2);
        assertThat(two.outcome.join().version()).isEqualTo(2);
        assertThat(decided).hasSize(2).endsWith(clock.instant());
        assertThat(value("one")).isEqualTo(1);
        assertThat(value("two")).isEqualTo(1);
    }

    @Test
    void whatIsWrittenInTimeIsDecidedOnce() {
        store.longestWrite = Duration.ofSeconds(3);
        List<Instant> decided = new ArrayList<>();
        runTogether(halted("one", decided, Duration.ofSeconds(3)), two);
        assertThat(decided).hasSize(1);
    }

    @Test
    void whatHasNoBoundIsDecidedOnce() {
        List<Instant> decided = new ArrayList<>();
        runTogether(halted("one", decided, Duration.ofHours(1)), two);
        assertThat(decided).hasSize(1);
    }

    /** What is decided together is inserted, then updated. */
    @Test
    void whatWaitedTooLongForAnInsertIsDecidedAnewWithoutIt() {
        store.longestWrite = Duration.ofSeconds(3);
        store.onceInserted = () -> clock.advance(Duration.ofMillis(3_001));
        List<Instant> decided = new ArrayList<>();
        List<Instant> created = new ArrayList<>();
        Command<Counter, String, Integer> known = halted("one", decided, Duration.ZERO);
        Command<Counter, String, Integer> fresh = halted("three", created, Duration.ZERO);
        runTogether(known, fresh);
        assertThat(known.outcome.join().version()).isEqualTo(2);
        assertThat(decided).hasSize(2).endsWith(clock.instant());
        assertThat(fresh.outcome.join().version()).isEqualTo(1);
        assertThat(created).hasSize(1);
    }

    /** Adds one, and lets so much time pass once it has decided for the first time. */
    private Command<Counter, String, Integer> halted(String id, List<Instant> decided, Duration time) {
        return new Command<>(
                id,
                current -> {
                    Counter next = (current == null ? Counter.ZERO : current.state()).plus(1);
                    decided.add(clock.instant());
                    clock.advance(decided.size() == 1 ? time : Duration.ZERO);
                    return plan.effect(current, Decision.accepted(next, List.of(), next.value()));
                },
                false);
    }

    private void runTogether() {
        runTogether(one, two);
    }

    /** Both wait when the shard begins, so they are one batch. */
    private void runTogether(Command<Counter, String, Integer> one, Command<Counter, String, Integer> two) {
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
