package io.coinslot.servicekit.task;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does tasks of a kind that a test plans and never has run. */
public class NeverRun<S, E> implements TaskHandler<S, E> {
    private final String kind;

    public NeverRun(String kind) {
        this.kind = kind;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public String target(S state, Task task) {
        return "target";
    }

    @Override
    public Outcome<S, E> run(String id, S state, Task task) {
        throw new UnsupportedOperationException("is not run");
    }

    @Override
    public Function<S, Decision<S, E, Void>> abandoned(String id, Task task, @Nullable Exception lastFailure) {
        throw new UnsupportedOperationException("is not run");
    }
}
