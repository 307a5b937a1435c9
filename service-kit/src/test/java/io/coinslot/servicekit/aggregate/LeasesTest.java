package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attempts that take longer than their lease, and those that never come to an end. */
class LeasesTest extends Engines {
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void theLeaseOfALongRunIsRenewedAndItsResultCounts() {
        Aggregates<Counter, String> counters = engine(new AddLater() {
            @Override
            public Duration lease() {
                return Duration.ofMillis(500);
            }

            @Override
            public Duration longestRun() {
                return Duration.ofMinutes(1);
            }

            @Override
            public Outcome<Counter, String> run(String id, Counter state, Task task) {
                attempts.incrementAndGet();
                Instant firstEnd = task.visibleAt();
                await().until(() -> Instant.now().isAfter(firstEnd.plusMillis(1_000)));
                return super.run(id, state, task);
            }
        });
        counters.handleAndWait("c", starting());
        await().until(() -> counters.find("c").tasks().isEmpty());
        assertThat(counters.find("c").state().value()).isEqualTo(10);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aTaskThatIsTakenAgainAndAgainAndNeverAnswersIsAbandoned() {
        AtomicReference<@Nullable Exception> cause = new AtomicReference<>();
        store.insert(List.of(left("often", 7), left("not so often", 6)));
        Aggregates<Counter, String> counters = engine(new AddLater() {
            @Override
            public Outcome<Counter, String> run(String id, Counter state, Task task) {
                attempts.incrementAndGet();
                return super.run(id, state, task);
            }

            @Override
            public Function<Counter, Decision<Counter, String, Void>> abandoned(
                    String id, Task task, @Nullable Exception lastFailure) {
                cause.set(lastFailure);
                return super.abandoned(id, task, lastFailure);
            }
        });
        await().until(() -> counters.find("often").tasks().isEmpty()
                && counters.find("not so often").tasks().isEmpty());
        assertThat(counters.find("often").state().notes()).containsExactly("abandoned");
        assertThat(counters.find("not so often").state().value()).isEqualTo(10);
        assertThat(attempts).hasValue(1);
        assertThat(cause.get()).hasMessageContaining("of 7 attempts the last ones never came to an end");
    }

    /** By a handler that makes four attempts. */
    private static Stored<Counter> left(String id, int attempt) {
        Task task = new Task("add", "add-later", attempt, true, Instant.EPOCH, Map.of());
        return new Stored<>(id, 1, "of an ended process", Instant.EPOCH, Counter.ZERO, 0, List.of(), List.of(task));
    }
}
