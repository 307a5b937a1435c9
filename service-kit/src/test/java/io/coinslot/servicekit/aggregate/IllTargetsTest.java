package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks wait for a target that cannot be called without being written again and again. */
class IllTargetsTest extends Engines {
    private final ConcurrentLinkedQueue<Integer> attempts = new ConcurrentLinkedQueue<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void letEnd() {
        mayEnd.countDown();
    }

    @Test
    void aTaskIsGivenBackOnceAndRunsAsSoonAsItsTargetIsWell() {
        beIll();
        Aggregates<Counter, String> counters = engine(new Recording());
        counters.handleAndWait("c", starting());
        await().until(() -> waitsForItsTurn(counters, "c"));
        assertThat(attempts).isEmpty();
        assertThat(found(counters, "c").version()).isEqualTo(2);

        breaker().reset();
        await().until(() -> found(counters, "c").state().value() == 10);
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void aTaskThatWantsToTryAgainIsPutOffWithoutBeingTaken() {
        Aggregates<Counter, String> counters = engine(new Recording() {
            @Override
            public Outcome<Counter, String> run(String id, Counter state, Task task) {
                if (task.attempt() == 1) {
                    beIll();
                    throw new IllegalStateException("the target is ill");
                }
                return super.run(id, state, task);
            }
        });
        counters.handleAndWait("c", starting());
        await().until(() -> waitsForItsTurn(counters, "c"));
        assertThat(found(counters, "c").version()).isEqualTo(3);

        breaker().reset();
        await().until(() -> found(counters, "c").state().value() == 10);
        assertThat(attempts).containsExactly(2);
    }

    @Test
    void whatAnEndedProcessLeftIsPutOffByTheSweeper() {
        beIll();
        store.insert(List.of(left("taken", 1, true), left("waiting", 2, false)));
        Aggregates<Counter, String> counters = engine(new Recording());
        await().until(() -> waitsForItsTurn(counters, "taken") && waitsForItsTurn(counters, "waiting"));
        assertThat(found(counters, "waiting").version()).isEqualTo(2);

        breaker().reset();
        await().until(() -> attempts.size() == 2);
        assertThat(attempts).containsExactlyInAnyOrder(2, 3);
    }

    /** How long a statement takes to be drawn up tells of its length, and not of the store that it is read from. */
    @Test
    void whatMayTakeLongIsNotSlow() {
        ConcurrentLinkedQueue<Duration> told = new ConcurrentLinkedQueue<>();
        breaker().getEventPublisher().onSuccess(event -> told.add(event.getElapsedDuration()));
        engine(new Recording() {
                    @Override
                    public Duration longestRun() {
                        return lease().plusSeconds(1);
                    }
                })
                .handleAndWait("c", starting());
        await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly(Duration.ZERO);
    }

    @Test
    void allThatWaitGoWhenTheTargetIsWellAgain() {
        beIll();
        Aggregates<Counter, String> counters = engine(new Recording());
        List<String> ids =
                IntStream.range(0, 300).mapToObj(number -> "c" + number).toList();
        ids.forEach(id -> counters.handleAndWait(id, starting()));
        await().until(() -> ids.stream().allMatch(id -> waitsForItsTurn(counters, id)));

        // As after the time that it is left alone: five are let through, and their answers close it.
        breaker().transitionToHalfOpenState();
        await().until(() -> attempts.size() == 300);
        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(attempts).allMatch(attempt -> attempt == 1);
    }

    @Test
    void whatIsLeftForATargetThatIsBusyIsPutOffUntilItHasRoom() {
        Semaphore places = targets.bulkhead("target", 1);
        Aggregates<Counter, String> counters = engine(new Recording() {
            @Override
            public int concurrencyPerTarget() {
                return 1;
            }

            @Override
            public Outcome<Counter, String> run(String id, Counter state, Task task) {
                begun.add(id);
                awaitEnd();
                return super.run(id, state, task);
            }
        });
        counters.handleAndWait("one", starting());
        await().until(() -> begun.contains("one"));
        counters.handleAndWait("two", starting());
        await().until(() -> places.getQueueLength() == 1);
        store.insert(List.of(left("three", 0, false)));
        await().until(() -> waitsForItsTurn(counters, "three"));
        assertThat(found(counters, "three").version()).isEqualTo(2);

        mayEnd.countDown();
        await().until(() -> attempts.size() == 3);
    }

    private void awaitEnd() {
        try {
            assertThat(mayEnd.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void beIll() {
        breaker().transitionToForcedOpenState();
    }

    private CircuitBreaker breaker() {
        return targets.breaker("target");
    }

    /** Not before a minute is over: nothing has to be written until then. */
    private static boolean waitsForItsTurn(Aggregates<Counter, String> counters, String id) {
        Instant turn = Instant.now().plusSeconds(30);
        return found(counters, id).tasks().stream()
                .anyMatch(task -> !task.taken() && task.visibleAt().isAfter(turn));
    }

    private static Stored<Counter> found(Aggregates<Counter, String> counters, String id) {
        return Objects.requireNonNull(counters.find(id));
    }

    private static Stored<Counter> left(String id, int attempt, boolean taken) {
        Task task = new Task("add", "add-later", attempt, taken, Instant.EPOCH, Map.of());
        return new Stored<>(id, 1, "of an ended process", Instant.EPOCH, Counter.ZERO, 0, List.of(), List.of(task));
    }

    private class Recording extends AddLater {
        @Override
        public Outcome<Counter, String> run(String id, Counter state, Task task) {
            attempts.add(task.attempt());
            return super.run(id, state, task);
        }
    }
}
