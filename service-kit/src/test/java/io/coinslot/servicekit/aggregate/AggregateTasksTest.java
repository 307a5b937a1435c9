package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.servicekit.task.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tasks are run until they succeed or are given up, whoever runs them. */
class AggregateTasksTest extends Engines {
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
    void abandonsATaskOfWhichItCannotBeToldWhomItCalls() {
        Aggregates<Counter, String> counters = engine(new AddLater() {
            @Override
            public String target(Counter state, Task task) {
                throw new IllegalStateException("the key to it is gone");
            }
        });
        counters.handleAndWait("c", starting());
        await().until(() -> counters.find("c").state().notes().contains("abandoned"));
        assertThat(counters.find("c").tasks()).isEmpty();
    }

    @Test
    void sweepsTheTasksThoughTheEventsCannotBeSwept() {
        CountingStore counting = new CountingStore();
        counting.failsToFindEvents = true;
        Task left = new Task("add", "add-later", 0, false, Instant.EPOCH, Map.of());
        counting.insert(List.of(
                new Stored<>("c", 1, "of an ended process", Instant.EPOCH, Counter.ZERO, 0, List.of(), List.of(left))));
        Aggregates<Counter, String> counters = engine(counting, new AddLater());
        await().until(() -> counters.find("c").state().value() == 10);
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
}
