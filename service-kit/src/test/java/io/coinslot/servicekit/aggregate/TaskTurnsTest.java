package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.servicekit.task.Targets;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two tasks for a target that takes one call at a time, and the first call takes its time. */
class TaskTurnsTest {
    private final AdvancingClock clock = AdvancingClock.standingAt("2026-01-01T00:00:00Z");
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final AggregateFactory factory = new AggregateFactory(
            "test",
            new Engines.NoCodec(),
            new RecordingPublisher(),
            new Targets(),
            clock,
            timer,
            Duration.ofMillis(50));
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final Queue<Integer> attemptsOfSecond = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger mostCalls = new AtomicInteger();

    @AfterEach
    void stop() {
        firstMayEnd.countDown();
        factory.close();
        timer.shutdownNow();
    }

    @Test
    void aTaskThatWaitsForHalfItsLeaseIsGivenBackUncounted() {
        Aggregates<Counter, String> counters = counters(Duration.ofMillis(400));
        startBoth(counters);
        for (int turn = 0; turn < 3; turn++) {
            await().until(() -> isGivenBack(counters));
            clock.advance(Duration.ofSeconds(2));
        }
        firstMayEnd.countDown();
        letSecondRun(counters);
        assertThat(attemptsOfSecond).containsExactly(1);
        assertThat(mostCalls).hasValue(1);
    }

    @Test
    void aTaskDoesNotStartWhenMoreThanHalfItsLeaseIsOver() {
        Aggregates<Counter, String> counters = counters(Duration.ofMinutes(10));
        startBoth(counters);
        clock.advance(Duration.ofMinutes(6));
        firstMayEnd.countDown();
        await().until(() -> isGivenBack(counters));
        assertThat(attemptsOfSecond).isEmpty();
        letSecondRun(counters);
        assertThat(attemptsOfSecond).containsExactly(1);
        assertThat(mostCalls).hasValue(1);
    }

    private void startBoth(Aggregates<Counter, String> counters) {
        counters.handleAndWait("first", starting("slow"));
        await().until(() -> calls.get() == 1);
        counters.handleAndWait("second", starting("quick"));
    }

    /** Moves the clock on as often as the task is put off. */
    private void letSecondRun(Aggregates<Counter, String> counters) {
        await().until(() -> {
            if (isGivenBack(counters)) {
                clock.advance(Duration.ofSeconds(2));
            }
            return counters.find("second").tasks().isEmpty();
        });
    }

    /** And is not to be taken before the clock moves on. */
    private boolean isGivenBack(Aggregates<Counter, String> counters) {
        return counters.find("second").tasks().stream()
                .anyMatch(task ->
                        !task.taken() && task.attempt() == 0 && task.visibleAt().isAfter(clock.instant()));
    }

    private Aggregates<Counter, String> counters(Duration leaseOfSecond) {
        return factory.aggregates(
                "counters",
                new InMemoryAggregateStore<>(),
                new Engines.CounterEvents(),
                List.of(
                        new Call("slow", Duration.ofHours(1)) {
                            @Override
                            void call(Task task) throws InterruptedException {
                                assertThat(firstMayEnd.await(60, TimeUnit.SECONDS))
                                        .isTrue();
                            }
                        },
                        new Call("quick", leaseOfSecond) {
                            @Override
                            void call(Task task) {
                                attemptsOfSecond.add(task.attempt());
                            }
                        }));
    }

    private static Function<@Nullable Counter, Decision<Counter, String, Integer>> starting(String kind) {
        return current -> Decision.<Counter, String, Integer>accepted(Counter.ZERO, List.of(), 0)
                .starting(TaskDraft.now("call", kind));
    }

    private abstract class Call implements TaskHandler<Counter, String> {
        private final String kind;
        private final Duration lease;

        Call(String kind, Duration lease) {
            this.kind = kind;
            this.lease = lease;
        }

        abstract void call(Task task) throws InterruptedException;

        @Override
        public Outcome<Counter, String> run(String id, Counter state, Task task) throws InterruptedException {
            mostCalls.accumulateAndGet(calls.incrementAndGet(), Math::max);
            try {
                call(task);
            } finally {
                calls.decrementAndGet();
            }
            return new Done<>(current -> Decision.unchanged(null));
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public String target(Counter state, Task task) {
            return "target";
        }

        @Override
        public Duration lease() {
            return lease;
        }

        @Override
        public int concurrencyPerTarget() {
            return 1;
        }

        @Override
        public Function<Counter, Decision<Counter, String, Void>> abandoned(
                String id, Task task, @Nullable Exception lastFailure) {
            return current -> Decision.unchanged(null);
        }
    }
}
