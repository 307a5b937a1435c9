package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.aggregate.WaitingTasks.Waiter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingTasksTest {
    private final WaitingTasks waiting = new WaitingTasks(3);

    @Test
    void theyLeaveInTheOrderInWhichTheyCame() {
        waiting.join("one", waiter("a", 1));
        waiting.join("two", waiter("b", 1));
        waiting.join("one", waiter("c", 1));
        assertThat(waiting.first("one")).isEqualTo(waiter("a", 1));
        assertThat(waiting.leave("one", 5)).containsExactly(waiter("a", 1), waiter("c", 1));
        assertThat(waiting.targets()).containsExactly("two");
        assertThat(waiting.leave("one", 5)).isEmpty();
        assertThat(waiting.first("one")).isNull();
    }

    @Test
    void aTaskThatIsPutOffAgainKeepsItsPlace() {
        waiting.join("one", waiter("a", 1));
        waiting.join("one", waiter("b", 1));
        waiting.join("one", waiter("a", 2));
        assertThat(waiting.leave("one", 5)).containsExactly(waiter("a", 2), waiter("b", 1));
    }

    @Test
    void noMoreWaitThanThereArePlacesFor() {
        for (String id : new String[] {"a", "b", "c", "d"}) {
            waiting.join("one", waiter(id, 1));
        }
        waiting.join("two", waiter("e", 1));
        assertThat(waiting.targets()).containsExactly("one");
        assertThat(waiting.leave("one", 1)).containsExactly(waiter("a", 1));
        waiting.join("two", waiter("e", 1));
        assertThat(waiting.leave("one", 5)).containsExactly(waiter("b", 1), waiter("c", 1));
        assertThat(waiting.leave("two", 5)).containsExactly(waiter("e", 1));
    }

    private static Waiter waiter(String id, int second) {
        return new Waiter(id, new Task("task", "kind", 0, false, Instant.ofEpochSecond(second), Map.of()));
    }
}
