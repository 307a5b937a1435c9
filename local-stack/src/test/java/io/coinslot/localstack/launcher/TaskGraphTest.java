package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TaskGraphTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final TaskGraph graph = new TaskGraph(2, (name, what) -> {});

    @Test
    void runsATaskAfterThoseItNeeds() {
        graph.run(List.of(task("service", "topics", "store"), task("topics", "broker"), task("broker"), task("store")));
        assertThat(done).hasSize(4).endsWith("service");
        assertThat(done.indexOf("topics")).isGreaterThan(done.indexOf("broker"));
    }

    @Test
    void aNeedThatIsNotPartOfThisRunIsTakenAsMet() {
        graph.run(List.of(task("service", "store")));
        assertThat(done).containsExactly("service");
    }

    @Test
    void aFailureKeepsWhatNeedsItFromRunningAndNothingElse() {
        Task broken = new Task("broker", Set.of(), () -> {
            throw new UserError("no broker today");
        });
        assertThatThrownBy(() -> graph.run(List.of(broken, task("service", "broker"), task("store"))))
                .hasMessage("no broker today");
        assertThat(done).containsExactly("store");
    }

    private Task task(String name, String... needs) {
        return new Task(name, Set.of(needs), () -> done.add(name));
    }
}
