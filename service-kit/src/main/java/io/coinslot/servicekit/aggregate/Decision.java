package io.coinslot.servicekit.aggregate;

import java.util.ArrayList;
import java.util.List;

/**
 * What an aggregate answers to a command. Deciding is pure: it may be repeated with a newer state when another writer
 * was faster, so it must not have any effect of its own.
 *
 * @param <S> state
 * @param <E> event
 * @param <R> what the caller is told
 */
public sealed interface Decision<S, E, R> {
    R result();

    /**
     * The state changes. State, events and tasks are saved together or not at all.
     *
     * @param startedTasks tasks to add; one with the id of a task that is waiting replaces it, and one that is under way
     *     too: what that attempt comes to is dropped
     * @param endedTasks ids of waiting tasks that are no longer needed
     */
    record Accepted<S, E, R>(S state, List<E> events, List<TaskDraft> startedTasks, List<String> endedTasks, R result)
            implements Decision<S, E, R> {
        public Accepted {
            events = List.copyOf(events);
            startedTasks = List.copyOf(startedTasks);
            endedTasks = List.copyOf(endedTasks);
        }

        public Accepted<S, E, R> starting(TaskDraft task) {
            List<TaskDraft> tasks = new ArrayList<>(startedTasks);
            tasks.add(task);
            return new Accepted<>(state, events, tasks, endedTasks, result);
        }

        public Accepted<S, E, R> ending(String taskId) {
            List<String> ended = new ArrayList<>(endedTasks);
            ended.add(taskId);
            return new Accepted<>(state, events, startedTasks, ended, result);
        }
    }

    /** Nothing is written: the command is refused, or had its effect before. */
    record Unchanged<S, E, R>(R result) implements Decision<S, E, R> {}

    static <S, E, R> Accepted<S, E, R> accepted(S state, List<E> events, R result) {
        return new Accepted<>(state, events, List.of(), List.of(), result);
    }

    static <S, E, R> Decision<S, E, R> unchanged(R result) {
        return new Unchanged<>(result);
    }
}
