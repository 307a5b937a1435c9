package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.aggregate.Operation.Effect;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which tasks a document holds after a decision. A task without delay is taken by the process that writes it. */
final class TaskPlan<S, E> {
    /** A process may be ended while it makes the last attempt, which says nothing of the task: thrice it is made again. */
    private static final int UNANSWERED_IN_ADDITION = 3;

    private final Map<String, TaskHandler<S, E>> handlers;
    private final Clock clock;

    TaskPlan(List<? extends TaskHandler<S, E>> handlers, Clock clock) {
        this.handlers = handlers.stream().collect(Collectors.toMap(TaskHandler::kind, Function.identity()));
        this.clock = clock;
    }

    /** The handler of a task; fails if the service has none for its kind. */
    TaskHandler<S, E> handler(String kind) {
        TaskHandler<S, E> handler = handlers.get(kind);
        if (handler == null) {
            throw new IllegalStateException("no handler for tasks of the kind " + kind);
        }
        return handler;
    }

    boolean knows(String kind) {
        return handlers.containsKey(kind);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What a decision of the service comes to. */
    <R> Effect<S, E, R> effect(@Nullable Stored<S> current, Decision<S, E, R> decision) {
        return switch (decision) {
            case Decision.Unchanged<S, E, R>(R result) -> Effect.none(result);
            case Decision.Accepted<S, E, R> accepted -> {
                List<Task> touched = accepted.startedTasks().stream()
                        .map(draft -> draft.delay().isZero() ? take(current, draft) : put(draft))
                        .toList();
                yield new Effect<>(
                        accepted.state(),
                        accepted.events(),
                        replaced(current, accepted.endedTasks(), touched),
                        touched,
                        accepted.result());
            }
        };
    }

    private Task put(TaskDraft draft) {
        return new Task(draft.taskId(), draft.kind(), 0, false, now().plus(draft.delay()), draft.data());
    }

    /**
     * Taken at once. An attempt at the task that it replaces may be under way: its lease ends earlier than this one, by
     * which the results of the two are told apart. That lease may just be renewed: then it ends at an odd millisecond,
     * and this one at an even one.
     */
    private Task take(@Nullable Stored<S> current, TaskDraft draft) {
        Instant end = now().plus(handler(draft.kind()).lease());
        Optional<Task> underWay = current == null ? Optional.empty() : current.task(draft.taskId());
        return put(draft)
                .takenUntil(underWay.filter(Task::taken)
                        .map(task -> task.visibleAt().plusMillis(1))
                        .map(soonest -> end.isBefore(soonest) ? soonest : end)
                        .map(later -> isOdd(later) ? later.plusMillis(1) : later)
                        .orElse(end));
    }

    private static boolean isOdd(Instant time) {
        return time.toEpochMilli() % 2 != 0;
    }

    private static List<Task> replaced(@Nullable Stored<?> current, List<String> ended, List<Task> touched) {
        List<Task> tasks = new ArrayList<>(current == null ? List.of() : current.tasks());
        tasks.removeIf(task -> ended.contains(task.taskId())
                || touched.stream().anyMatch(newer -> newer.taskId().equals(task.taskId())));
        tasks.addAll(touched);
        return tasks;
    }

    /**
     * Takes a task that is visible; nothing happens if it is not there or not visible any more. One that was taken more
     * often than it may be tried, and never came to an end, is abandoned instead.
     */
    Operation<S, E, Boolean> taking(String taskId) {
        return current -> {
            Task task = current == null ? null : current.task(taskId).orElse(null);
            return current == null || task == null || task.visibleAt().isAfter(now())
                    ? Effect.none(false)
                    : taken(current, task);
        };
    }

    /** Takes a task that waits for its target before it is visible, if nobody has touched it since it was put off. */
    Operation<S, E, Boolean> takingEarly(Task waiting) {
        return current -> current != null
                        && current.task(waiting.taskId())
                                .filter(waiting::equals)
                                .isPresent()
                ? taken(current, waiting)
                : Effect.none(false);
    }

    private Effect<S, E, Boolean> taken(Stored<S> current, Task task) {
        TaskHandler<S, E> handler = handler(task.kind());
        if (task.attempt() - UNANSWERED_IN_ADDITION >= handler.maxAttempts()) {
            return ended(current, task, handler.abandoned(current.id(), task, new NeverEnded(task.attempt())));
        }
        return withTask(current, task.takenUntil(now().plus(handler.lease())), true);
    }

    /** Has a visible task wait without an attempt. The result is the task as it waits, if it was put off. */
    Operation<S, E, Optional<Task>> puttingOff(String taskId, Instant turn) {
        return current -> {
            Task task = current == null ? null : current.task(taskId).orElse(null);
            if (current == null || task == null || task.visibleAt().isAfter(now())) {
                return Effect.none(Optional.empty());
            }
            Task waiting = task.waitingUntil(turn);
            return withTask(current, waiting, Optional.of(waiting));
        };
    }

    /** Puts a task back as if it had not been taken. */
    Operation<S, E, Boolean> releasing(Lease lease, Task waiting) {
        return current ->
                current != null && holds(current, lease) ? withTask(current, waiting, true) : Effect.none(false);
    }

    /** Goes on holding a task. Starts nothing: the attempt is under way. */
    Operation<S, E, Boolean> renewing(Lease lease) {
        return current -> {
            Task held = current == null
                    ? null
                    : current.task(lease.task().taskId()).filter(lease::holds).orElse(null);
            if (current == null || held == null) {
                return Effect.none(false);
            }
            Instant end = now().plus(handler(held.kind()).lease());
            Task renewed = held.heldUntil(isOdd(end) ? end : end.plusMillis(1));
            lease.ends().add(renewed.visibleAt());
            return new Effect<>(
                    current.state(), List.of(), current.withTask(renewed).tasks(), List.of(), true);
        };
    }

    /** Ends a task with a decision. */
    Operation<S, E, Boolean> ending(Lease lease, Function<S, Decision<S, E, Void>> decide) {
        return current ->
                current != null && holds(current, lease) ? ended(current, lease.task(), decide) : Effect.none(false);
    }

    private Effect<S, E, Boolean> ended(Stored<S> current, Task task, Function<S, Decision<S, E, Void>> decide) {
        Stored<S> without = current.withoutTask(task.taskId());
        Effect<S, E, Void> effect = effect(without, decide.apply(current.state()));
        return effect.state() != null
                ? new Effect<>(effect.state(), effect.events(), effect.tasks(), effect.touched(), true)
                : new Effect<>(current.state(), List.of(), without.tasks(), List.of(), true);
    }

    /** Has a task wait for its next attempt, perhaps with a decision meanwhile. */
    Operation<S, E, Boolean> retrying(Lease lease, Duration delay, @Nullable Function<S, Decision<S, E, Void>> decide) {
        return current -> {
            if (current == null || !holds(current, lease)) {
                return Effect.none(false);
            }
            Task waiting = lease.task().waitingUntil(now().plus(delay));
            Stored<S> put = current.withTask(waiting);
            Effect<S, E, Void> effect = decide == null ? null : effect(put, decide.apply(current.state()));
            if (effect == null || effect.state() == null) {
                return new Effect<>(current.state(), List.of(), put.tasks(), List.of(waiting), true);
            }
            List<Task> touched = new ArrayList<>(effect.touched());
            touched.add(waiting);
            return new Effect<>(effect.state(), effect.events(), effect.tasks(), touched, true);
        };
    }

    /** Full jitter over the upper half, so that what failed together does not come back together. */
    static Duration jittered(Duration delay) {
        long half = Math.max(1, delay.toMillis() / 2);
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }

    private static boolean holds(Stored<?> current, Lease lease) {
        return current.task(lease.task().taskId()).filter(lease::holds).isPresent();
    }

    private <R> Effect<S, E, R> withTask(Stored<S> current, Task task, R result) {
        return new Effect<>(current.state(), List.of(), current.withTask(task).tasks(), List.of(task), result);
    }

    /** Why a task is abandoned that was taken again and again. */
    static final class NeverEnded extends Exception {
        private static final long serialVersionUID = 1L;

        NeverEnded(int attempts) {
            super("of " + attempts + " attempts the last ones never came to an end: each outlasted its lease, or its"
                    + " process ended");
        }
    }
}
