package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.task.TaskHandler;
import io.coinslot.servicekit.task.TaskHandler.Done;
import io.coinslot.servicekit.task.TaskHandler.TryAgain;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates in the memory of one thread, for tests of handlers: commands run at once, events are collected, and tasks
 * wait until they are asked to run.
 */
public final class LocalAggregates<S, E> implements Aggregates<S, E> {
    private final Map<String, Stored<S>> documents = new LinkedHashMap<>();
    private final List<E> events = new ArrayList<>();
    private final TaskPlan<S, E> plan;

    public LocalAggregates(List<? extends TaskHandler<S, E>> tasks, Clock clock) {
        plan = new TaskPlan<>(tasks, clock);
    }

    @Override
    public <R> CompletionStage<Committed<R>> handle(String id, Function<@Nullable S, Decision<S, E, R>> decide) {
        try {
            return CompletableFuture.completedFuture(operate(
                    id, current -> plan.effect(current, decide.apply(current == null ? null : current.state()))));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public <R> CompletionStage<Committed<R>> create(String id, Function<@Nullable S, Decision<S, E, R>> decide) {
        return handle(id, decide);
    }

    @Override
    public @Nullable Stored<S> find(String id) {
        return documents.get(id);
    }

    /** Every event so far, in order. */
    public List<E> events() {
        return List.copyOf(events);
    }

    /** The tasks that an aggregate waits for. */
    public List<Task> tasks(String id) {
        Stored<S> document = documents.get(id);
        return document == null ? List.of() : document.tasks();
    }

    /** Makes one attempt at each task that is visible now or was started at once. Returns how many. */
    public int runTasks() throws Exception {
        int count = 0;
        Instant now = plan.now();
        for (Stored<S> document : List.copyOf(documents.values())) {
            for (Task task : document.tasks()) {
                if (task.taken() || !task.visibleAt().isAfter(now)) {
                    run(document.id(), task);
                    count++;
                }
            }
        }
        return count;
    }

    private void run(String id, Task waiting) throws Exception {
        if (!waiting.taken()) {
            operate(id, plan.taking(waiting.taskId()));
        }
        Stored<S> document = documents.get(id);
        Task task = document == null ? null : document.task(waiting.taskId()).orElse(null);
        if (document == null || task == null) {
            return;
        }
        TaskHandler<S, E> handler = plan.handler(task.kind());
        Lease lease = new Lease(task);
        switch (attempt(handler, document, task)) {
            case Done<S, E> done -> operate(id, plan.ending(lease, done.decide()));
            case TryAgain<S, E> again
            when task.attempt() >= handler.maxAttempts() ->
                operate(id, plan.ending(lease, handler.abandoned(id, task, again.failure())));
            case TryAgain<S, E> again ->
                operate(
                        id,
                        plan.retrying(
                                lease,
                                again.delay() == null ? handler.backoff(task.attempt()) : again.delay(),
                                again.decide()));
        }
    }

    private TaskHandler.Outcome<S, E> attempt(TaskHandler<S, E> handler, Stored<S> document, Task task) {
        try {
            return handler.run(document.id(), document.state(), task);
        } catch (Exception e) {
            return new TryAgain<>(null, e, null);
        }
    }

    private <R> Committed<R> operate(String id, Operation<S, E, R> operation) {
        Stored<S> current = documents.get(id);
        Operation.Effect<S, E, R> effect = operation.on(current);
        S state = effect.state();
        long version = current == null ? 0 : current.version();
        if (state != null) {
            Numbering<S> numbering = Numbering.after(version, state);
            version = numbering.version();
            events.addAll(effect.events());
            documents.put(
                    id,
                    new Stored<>(
                            id,
                            version,
                            "local",
                            plan.now(),
                            numbering.state(),
                            events.size(),
                            List.of(),
                            effect.tasks()));
        }
        return new Committed<>(effect.result(), version, CompletableFuture.completedFuture(null));
    }
}
