package io.coinslot.servicekit.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The commands of one batch on one aggregate, and what they make of it. */
final class Unit<S, E> {
    final String id;

    @Nullable
    Stored<S> found;

    /** Whether {@link #found} is what the shard remembers, and not what the store holds now. */
    boolean recalled;

    @Nullable
    Stored<S> next;

    private final List<Command<S, E, ?>> commands = new ArrayList<>();
    private final List<Task> touched = new ArrayList<>();
    private final List<Consumer<CompletionStage<Void>>> answers = new ArrayList<>();

    Unit(String id) {
        this.id = id;
    }

    void add(Command<S, E, ?> command) {
        commands.add(command);
    }

    boolean needsLookUp() {
        return !commands.getFirst().expectsNone || !isFresh();
    }

    /** Whether this is the first try of all its commands. */
    boolean isFresh() {
        return commands.stream().allMatch(command -> command.tries == 0);
    }

    /** Whether it was decided, on what the shard remembers, that nothing is to be written. */
    boolean mayBeOutdated() {
        return recalled && next == null;
    }

    void decide(DocumentWriter<S, E> writer) {
        for (Command<S, E, ?> command : commands) {
            decide(command, writer);
        }
    }

    private <R> void decide(Command<S, E, R> command, DocumentWriter<S, E> writer) {
        try {
            Stored<S> current = next == null ? found : next;
            Operation.Effect<S, E, R> effect = command.operation.on(current);
            S state = effect.state();
            Stored<S> after = state == null ? current : writer.next(id, current, effect, state, command.trace);
            next = state == null ? next : after;
            touched.addAll(effect.touched());
            long version = after == null ? 0 : after.version();
            answers.add(published -> command.outcome.complete(new Committed<>(effect.result(), version, published)));
        } catch (RuntimeException | Error e) {
            answers.add(published -> command.outcome.completeExceptionally(e));
        }
    }

    /** What was decided holds: nothing was to be written, or it is durable. */
    void answer(DocumentWriter<S, E> writer) {
        CompletionStage<Void> published =
                next == null ? CompletableFuture.completedFuture(null) : writer.committed(next, touched);
        answers.forEach(answer -> answer.accept(published));
    }

    /** None of its commands is answered any other way. */
    void fail(RuntimeException cause) {
        commands.forEach(command -> command.outcome.completeExceptionally(cause));
    }

    /** The commands to run again; those that were tried too often fail. */
    List<Command<S, E, ?>> again(int mostTries) {
        List<Command<S, E, ?>> again = new ArrayList<>();
        for (Command<S, E, ?> command : commands) {
            if (++command.tries < mostTries) {
                again.add(command);
            } else {
                // Nothing is wrong with the command: others were faster, as when the store is busy.
                command.outcome.completeExceptionally(new AggregateStore.StoreUnavailable(
                        id + " changed under each of " + mostTries + " tries", new IllegalStateException()));
            }
        }
        return again;
    }
}
