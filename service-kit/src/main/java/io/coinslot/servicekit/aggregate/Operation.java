package io.coinslot.servicekit.aggregate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command does to a stored aggregate: a decision of the service, or the kit's bookkeeping of a task. */
interface Operation<S, E, R> {
    /** Pure; given null if there is no such aggregate. */
    Effect<S, E, R> on(@Nullable Stored<S> current);

    /**
     * @param state the next state, or null if nothing is to be written
     * @param tasks the tasks there are afterwards
     * @param touched those of them that were added, taken or put off
     */
    record Effect<S, E, R>(@Nullable S state, List<E> events, List<Task> tasks, List<Task> touched, R result) {
        static <S, E, R> Effect<S, E, R> none(R result) {
            return new Effect<>(null, List.of(), List.of(), List.of(), result);
        }
    }
}
