package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.event.EventEncoder;
import io.coinslot.servicekit.task.Targets;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AggregatesTest {
    private final InMemoryAggregateStore<Counter> store = new InMemoryAggregateStore<>();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final Targets targets = new Targets();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final List<AggregateFactory> factories = new ArrayList<>();

    @AfterEach
    void stop() {
        factories.forEach(AggregateFactory::close);
        timer.shutdownNow();
    }

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

    @Test
    void runsATaskAgainUntilItSucceeds() {
        AtomicInteger attempts = new AtomicInteger();
        Aggregates<Counter, String> counters = engine(new AddLater() {
            @Override
            public Outcome<Counter, String> run(String id, Counter state, Task task) {
                if (attempts.incrementAndGet() < 3) {
                    throw new IllegalStateException("the target is ill");
                }
                return super.run(id, state, task);
            }
        });
        counters.handleAndWait("c", starting());
        await().until(() -> counters.find("c").state().value() == 10);
        assertThat(attempts).hasValue(3);
        assertThat(counters.find("c").tasks()).isEmpty();
    }

    @Test
    void abandonsATaskAfterItsLastAttempt() {
        Aggregates<Counter, String> counters = engine(new AddLater() {
            @Override
            public Outcome<Counter, String> run(String id, Counter state, Task task) {
                throw new IllegalStateException("the target is dead");
            }
        });
        counters.handleAndWait("c", starting());
        await().until(() -> counters.find("c").state().notes().contains("abandoned"));
        assertThat(counters.find("c").tasks()).isEmpty();
    }

    @Test
    void saysWhichTargetIsIllAndThatItIsWellAgain() {
        List<String> heard = new CopyOnWriteArrayList<>();
        targets.watch(new Targets.Watcher() {
            @Override
            public void ill(String target) {
                heard.add("ill " + target);
            }

            @Override
            public void well(String target) {
                heard.add("well " + target);
            }
        });
        AtomicBoolean dead = new AtomicBoolean(true);
        Aggregates<Counter, String> counters = engine(new AddLater() {
            @Override
            public Outcome<Counter, String> run(String id, Counter state, Task task) {
                if (dead.get()) {
                    throw new IllegalStateException("the target is dead");
                }
                return super.run(id, state, task);
            }

            @Override
            public int maxAttempts() {
                return 1_000;
            }
        });
        for (int number = 0; number < 10; number++) {
            counters.handleAndWait("c" + number, starting());
        }
        await().until(() -> heard.contains("ill target"));
        dead.set(false);
        await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains("well target"));
        assertThat(targets.available("target")).isTrue();
    }

    @Test
    void dropsTheResultOfAnAttemptWhoseLeaseWasTakenOver() throws Exception {
        CountDownLatch firstMayEnd = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        AddLater handler = new AddLater() {
            @Override
            public Duration lease() {
                return Duration.ofMillis(200);
            }

            @Override
            public Outcome<Counter, String> run(String id, Counter state, Task task) {
                if (attempts.incrementAndGet() == 1) {
                    awaitUninterruptibly(firstMayEnd);
                }
                return super.run(id, state, task);
            }
        };
        Aggregates<Counter, String> counters = engine(handler);
        counters.handleAndWait("c", starting());
        await().until(() -> counters.find("c").state().value() == 10);
        firstMayEnd.countDown();
        counters.handleAndWait("c", adding(0));
        await().during(Duration.ofMillis(300))
                .until(() -> counters.find("c").state().value() == 10);
        assertThat(attempts).hasValueGreaterThanOrEqualTo(2);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Aggregates<Counter, String> engine(AddLater... handlers) {
        return engine(store, handlers);
    }

    private Aggregates<Counter, String> engine(AggregateStore<Counter> over, AddLater... handlers) {
        AggregateFactory factory = new AggregateFactory(
                "test", new NoCodec(), publisher, targets, Clock.systemUTC(), timer, Duration.ofMillis(300));
        factories.add(factory);
        return factory.aggregates("counters-" + factories.size(), over, new CounterEvents(), List.of(handlers));
    }

    private static Function<@Nullable Counter, Decision<Counter, String, Integer>> adding(int more) {
        return current -> {
            Counter next = (current == null ? Counter.ZERO : current).plus(more);
            return Decision.accepted(next, List.of("added"), next.value());
        };
    }

    private static Function<@Nullable Counter, Decision<Counter, String, Integer>> starting() {
        return current -> Decision.<Counter, String, Integer>accepted(Counter.ZERO, List.of(), 0)
                .starting(TaskDraft.now("add", "add-later"));
    }

    /** Adds ten. */
    private static class AddLater implements TaskHandler<Counter, String> {
        @Override
        public String kind() {
            return "add-later";
        }

        @Override
        public String target(Counter state, Task task) {
            return "target";
        }

        @Override
        public Outcome<Counter, String> run(String id, Counter state, Task task) {
            return new Done<>(current -> Decision.accepted(current.plus(10), List.of("added"), null));
        }

        @Override
        public int maxAttempts() {
            return 4;
        }

        @Override
        public Duration backoff(int attempt) {
            return Duration.ofMillis(10);
        }

        @Override
        public Function<Counter, Decision<Counter, String, Void>> abandoned(
                String id, Task task, @Nullable Exception lastFailure) {
            return current ->
                    Decision.accepted(new Counter(current.value(), List.of("abandoned")), List.of("abandoned"), null);
        }
    }

    private static final class CounterEvents implements EventEncoder<Counter, String> {
        @Override
        public String topic() {
            return "counters";
        }

        @Override
        public SpecificRecord envelope(Header header, Counter state, String event) {
            return new PaymentEventEnvelope(
                    header.eventId(),
                    header.aggregateId(),
                    header.sequence(),
                    "service",
                    "market",
                    header.occurredAt(),
                    new PaymentPending(event));
        }
    }

    private static final class NoCodec implements EventCodec {
        @Override
        public byte[] encode(String topic, SpecificRecord value) {
            return new byte[] {0};
        }

        @Override
        public SpecificRecord decode(String topic, byte @Nullable [] value) {
            throw new UnsupportedOperationException("nothing is read here");
        }
    }
}
