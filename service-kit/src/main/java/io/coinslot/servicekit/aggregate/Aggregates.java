package io.coinslot.servicekit.aggregate;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands on aggregates of one kind. Commands that arrive while a write is under way are grouped: one look-up, one
 * insert and one bulk update for all (group commit). Commands on the same aggregate run in the order in which they were
 * given. After the write the events are published at once and tasks without delay are started.
 *
 * <p>Stages complete exceptionally with {@link AggregateStore.StoreUnavailable} if the store cannot be reached, or if
 * others were faster time and again (the outcome is then unknown: give the command again, commands are idempotent), or
 * with what deciding threw.
 */
public interface Aggregates<S, E> {
    /**
     * Runs a command on an aggregate.
     *
     * @param decide given the current state, or null if there is no such aggregate (accepting then creates it)
     */
    <R> CompletionStage<Committed<R>> handle(String id, Function<@Nullable S, Decision<S, E, R>> decide);

    /** As {@link #handle}, but expects that there is no such aggregate: it is not looked up unless it turns out to. */
    <R> CompletionStage<Committed<R>> create(String id, Function<@Nullable S, Decision<S, E, R>> decide);

    /** The aggregate as it is stored now, or null. */
    @Nullable
    Stored<S> find(String id);

    /** Runs a command and waits; for controllers on virtual threads. Throws what the stage failed with. */
    default <R> Committed<R> handleAndWait(String id, Function<@Nullable S, Decision<S, E, R>> decide) {
        return Waiting.on(handle(id, decide));
    }

    /** Runs {@link #create} and waits. */
    default <R> Committed<R> createAndWait(String id, Function<@Nullable S, Decision<S, E, R>> decide) {
        return Waiting.on(create(id, decide));
    }
}
