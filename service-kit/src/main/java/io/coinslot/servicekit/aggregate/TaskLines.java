package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.aggregate.WaitingTasks.Waiter;
import io.coinslot.servicekit.task.Targets;
import io.coinslot.servicekit.trace.Causes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has tasks wait whose target is ill or has more calls waiting than it takes at once. A task is written once for that,
 * with a turn that lies as far ahead as others wait, and stands in line in this process, which takes it as soon as the
 * target can be called. The turn is for when this process has ended, or its line is full; if the target still cannot be
 * called then, the task gets another one.
 */
final class TaskLines<S, E> {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLines.class);
    private static final int MOST_WAITING = 20_000;
    /** In each look, of which there are ten a second: what has waited must not crowd out what comes now. */
    private static final int MOST_AT_ONCE = 20;
    /** After a write that failed: a store that is away is not asked for each of them. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final AggregateEngine<S, E> engine;
    private final TaskPlan<S, E> plan;
    private final Targets targets;
    private final WaitingTasks waiting = new WaitingTasks(MOST_WAITING);
    private volatile long pausedUntilNanos = System.nanoTime();

    TaskLines(AggregateEngine<S, E> engine, TaskPlan<S, E> plan, Targets targets) {
        this.engine = engine;
        this.plan = plan;
        this.targets = targets;
    }

    /** Whether a task that was taken now could not be begun soon. */
    boolean mustWait(String target, Task task) {
        return targets.mustWait(target, concurrency(task));
    }

    /** A task that this process has taken and not begun: the attempt does not count. */
    void giveBack(String id, Lease lease, String target) {
        Task waiter = lease.task().untriedUntil(turn(target));
        engine.operate(id, plan.releasing(lease, waiter), false).whenComplete((given, failure) -> {
            if (failure != null) {
                notWritten(id, waiter, failure);
            } else if (given.result()) {
                waiting.join(target, new Waiter(id, waiter));
            }
        });
    }

    /**
     * A visible task that nobody has taken.
     *
     * @return whether it was put off; not if it is visible no more
     */
    CompletionStage<Boolean> putOff(String id, Task task, String target) {
        return engine.operate(id, plan.puttingOff(task.taskId(), turn(target)), false)
                .handle((put, failure) -> {
                    if (failure != null) {
                        notWritten(id, task, failure);
                        return false;
                    }
                    Optional<Task> waiter = put.result();
                    waiter.ifPresent(stored -> waiting.join(target, new Waiter(id, stored)));
                    return waiter.isPresent();
                });
    }

    private Instant turn(String target) {
        return targets.turn(target, plan.now());
    }

    /** Takes those whose target can be called, the first of each line. Called again and again. */
    void letThrough() {
        try {
            if (System.nanoTime() - pausedUntilNanos >= 0) {
                waiting.targets().forEach(this::letThrough);
            }
        } catch (RuntimeException | Error e) { // What gets out ends the timer's calls for good.
            LOG.warn("Tasks that wait for their targets were not looked at; trying again", e);
        }
    }

    private void letThrough(String target) {
        Waiter first = waiting.first(target);
        if (first == null) {
            return;
        }
        int room = targets.room(target, concurrency(first.task()));
        List<Waiter> next = waiting.leave(target, Math.min(room, MOST_AT_ONCE));
        for (Waiter waiter : next) {
            engine.operate(waiter.aggregateId(), plan.takingEarly(waiter.task()), false)
                    .whenComplete((taken, failure) -> {
                        if (failure != null) {
                            pausedUntilNanos = System.nanoTime() + PAUSE_NANOS;
                            notWritten(waiter.aggregateId(), waiter.task(), failure);
                            waiting.join(target, waiter);
                        }
                    });
        }
    }

    private int concurrency(Task task) {
        return plan.handler(task.kind()).concurrencyPerTarget();
    }

    private static void notWritten(String id, Task task, Throwable failure) {
        @Nullable Throwable unexpected = failure instanceof AggregateStore.StoreUnavailable ? null : failure;
        LOG.warn("Task {} of {} has to wait once more: {}", task.taskId(), id, Causes.brief(failure), unexpected);
    }
}
