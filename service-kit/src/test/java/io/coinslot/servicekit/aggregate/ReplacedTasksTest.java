package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.task.NeverRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A task is started anew while an attempt at it is under way: that attempt may not know of what the new one is for. */
class ReplacedTasksTest {
    private static final Clock STANDING = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private final TaskPlan<Counter, String> plan = new TaskPlan<>(List.of(new NeverRun<>("look")), STANDING);

    @Test
    void theResultOfTheAttemptThatWasUnderWayIsDropped() {
        Stored<Counter> first = written(null, starting());
        Stored<Counter> second = written(first, starting());

        assertThat(plan.ending(lease(first), noting("seen by the first")).on(second))
                .satisfies(effect -> assertThat(effect.state()).isNull())
                .satisfies(effect -> assertThat(effect.result()).isFalse());
        assertThat(plan.retrying(lease(first), Duration.ofSeconds(1), null)
                        .on(second)
                        .result())
                .isFalse();
    }

    @Test
    void theResultOfAnAttemptThatWasReplacedTwiceIsDroppedToo() {
        Stored<Counter> first = written(null, starting());
        Stored<Counter> third = written(written(first, starting()), starting());

        assertThat(plan.ending(lease(first), noting("seen by the first"))
                        .on(third)
                        .result())
                .isFalse();
    }

    @Test
    void theResultOfTheNewAttemptIsRecorded() {
        Stored<Counter> second = written(written(null, starting()), starting());

        assertThat(plan.ending(lease(second), noting("seen by the second")).on(second))
                .satisfies(effect -> assertThat(effect.result()).isTrue())
                .satisfies(effect -> assertThat(effect.tasks()).isEmpty());
    }

    /** The renewal of the first lease and the second are asked for in the same millisecond. */
    @Test
    void theResultOfAnAttemptThatRenewsItsLeaseAsItIsReplacedIsDropped() {
        Stored<Counter> first = written(null, starting());
        Lease lease = lease(first);
        Stored<Counter> renewed = written(plan.renewing(lease).on(first));
        assertThat(plan.ending(lease, noting("seen by the first")).on(renewed).result())
                .isTrue();

        Stored<Counter> second = written(renewed, starting());
        assertThat(plan.renewing(lease).on(second).result()).isFalse();
        assertThat(plan.ending(lease, noting("seen by the first")).on(second).result())
                .isFalse();

        Stored<Counter> replaced = written(first, starting());
        assertThat(plan.ending(lease, noting("seen by the first")).on(replaced).result())
                .isFalse();
    }

    private static Lease lease(Stored<Counter> document) {
        return new Lease(document.tasks().getFirst());
    }

    private Stored<Counter> written(@Nullable Stored<Counter> current, Decision<Counter, String, Void> decision) {
        return written(plan.effect(current, decision));
    }

    private static Stored<Counter> written(Operation.Effect<Counter, String, ?> effect) {
        return new Stored<>("c", 1, "w", STANDING.instant(), Counter.ZERO, 0, List.of(), effect.tasks());
    }

    private static Decision<Counter, String, Void> starting() {
        return Decision.<Counter, String, Void>accepted(Counter.ZERO, List.of(), null)
                .starting(TaskDraft.now("look", "look"));
    }

    private static Function<Counter, Decision<Counter, String, Void>> noting(String note) {
        return current -> Decision.accepted(new Counter(current.value(), List.of(note)), List.of(), null);
    }
}
