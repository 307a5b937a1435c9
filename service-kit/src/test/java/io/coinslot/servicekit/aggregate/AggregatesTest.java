package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AggregatesTest extends Engines {
    @Test
    void appliesEveryCommandOnceWhenTwoProcessesWriteTheSameAggregate() {
        Aggregates<Counter, String> here = engine();
        Aggregates<Counter, String> there = engine();
        List<CompletableFuture<Committed<Integer>>> all = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            all.add((number % 2 == 0 ? here : there)
                    .handle("c" + number % 3, adding(1))
                    .toCompletableFuture());
        }
        all.forEach(CompletableFuture::join);
        assertThat(store.all().stream()
                        .mapToInt(stored -> stored.state().value())
                        .sum())
                .isEqualTo(400);
        assertThat(store.all().stream().mapToLong(Stored::version).sum()).isEqualTo(400);
    }

    @Test
    void runsCommandsOnAnAggregateInTheOrderGiven() {
        Aggregates<Counter, String> counters = engine();
        List<CompletableFuture<Committed<Integer>>> all = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            all.add(counters.handle("c", adding(1)).toCompletableFuture());
        }
        assertThat(all.stream().map(result -> result.join().result())).isSorted();
        assertThat(all.stream().map(result -> result.join().version())).isSorted();
    }

    @Test
    void decidesBetweenTwoCreationsByTheId() {
        Aggregates<Counter, String> here = engine();
        Aggregates<Counter, String> there = engine();
        Function<@Nullable Counter, Decision<Counter, String, Boolean>> create = current ->
                current == null ? Decision.accepted(Counter.ZERO, List.of("created"), true) : Decision.unchanged(false);
        int created = 0;
        for (int number = 0; number < 50; number++) {
            var one = here.create("c" + number, create);
            var other = there.create("c" + number, create);
            created += one.toCompletableFuture().join().result() ? 1 : 0;
            created += other.toCompletableFuture().join().result() ? 1 : 0;
        }
        assertThat(created).isEqualTo(50);
    }

    @Test
    void readsOnceWhatItWritesAgainAndAgain() {
        CountingStore counting = new CountingStore();
        Aggregates<Counter, String> counters = engine(counting);
        for (int number = 0; number < 20; number++) {
            counters.handleAndWait("c", adding(1));
        }
        assertThat(counting.lookUps).hasValue(1);
        assertThat(counters.find("c").state().value()).isEqualTo(20);
    }

    @Test
    void writesOnTopOfWhatAnotherProcessWroteMeanwhile() {
        Aggregates<Counter, String> here = engine();
        Aggregates<Counter, String> there = engine();
        for (int number = 1; number <= 5; number++) {
            here.handleAndWait("c", adding(1));
            assertThat(there.handleAndWait("c", adding(1)).result()).isEqualTo(2 * number);
        }
    }

    @Test
    void refusesNothingForTheSakeOfWhatItRemembers() {
        Aggregates<Counter, String> here = engine();
        Aggregates<Counter, String> there = engine();
        here.handleAndWait("c", adding(1));
        there.handleAndWait("c", adding(1));
        Committed<Integer> seen = here.handleAndWait("c", current -> Decision.unchanged(current.value()));
        assertThat(seen.result()).isEqualTo(2);
        assertThat(seen.version()).isEqualTo(2);
    }

    @Test
    void readsAgainAfterAWriteWhoseOutcomeIsUnknown() {
        CountingStore counting = new CountingStore();
        Aggregates<Counter, String> counters = engine(counting);
        counters.handleAndWait("c", adding(1));
        counting.losesAnswers = true;
        assertThatThrownBy(() -> counters.handleAndWait("c", adding(1)))
                .isInstanceOf(AggregateStore.StoreUnavailable.class);
        counting.losesAnswers = false;
        assertThat(counters.handleAndWait("c", adding(1)).result()).isEqualTo(3);
        assertThat(counting.lookUps).hasValue(2);
    }

    @Test
    void publishesEventsInOrderAndEmptiesTheOutbox() {
        Aggregates<Counter, String> counters = engine();
        for (int number = 0; number < 5; number++) {
            counters.handleAndWait("c", adding(1));
        }
        assertThat(publisher.sequences.get("c")).startsWith(1L, 2L, 3L, 4L, 5L);
        assertThat(counters.find("c").outbox()).isEmpty();
    }

    @Test
    void publishesLaterWhatTheBrokerDidNotTake() {
        publisher.away = true;
        Aggregates<Counter, String> counters = engine();
        Committed<Integer> committed = counters.handleAndWait("c", adding(1));
        assertThat(committed.published().toCompletableFuture()).isCompletedExceptionally();
        assertThat(counters.find("c").outbox()).hasSize(1);
        publisher.away = false;
        await().atMost(Duration.ofSeconds(20))
                .until(() -> counters.find("c").outbox().isEmpty());
        assertThat(publisher.sequences.get("c")).containsExactly(1L);
    }

    @Test
    void failsOnlyTheCommandWhoseDecisionThrows() {
        Aggregates<Counter, String> counters = engine();
        var broken = counters.handle("c", current -> {
            throw new IllegalArgumentException("a bug");
        });
        var sound = counters.handle("c", adding(3));
        assertThat(sound.toCompletableFuture().join().result()).isEqualTo(3);
        assertThatThrownBy(() -> broken.toCompletableFuture().join()).hasRootCauseMessage("a bug");
    }

    @Test
    void writesNothingForARefusal() {
        Aggregates<Counter, String> counters = engine();
        Committed<String> refused = counters.handleAndWait("c", current -> Decision.unchanged("no"));
        assertThat(refused.version()).isZero();
        assertThat(store.all()).isEmpty();
    }
}
