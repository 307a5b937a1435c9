package io.coinslot.servicekit.aggregate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine behind {@link Aggregates}: spreads commands over shards by aggregate id. */
final class AggregateEngine<S, E> implements Aggregates<S, E>, AutoCloseable {
    private final AggregateStore<S> store;
    private final DocumentWriter<S, E> writer;
    private final TaskPlan<S, E> plan;
    private final List<Shard<S, E>> shards = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    AggregateEngine(AggregateStore<S> store, DocumentWriter<S, E> writer, TaskPlan<S, E> plan) {
        this.store = store;
        this.writer = writer;
        this.plan = plan;
    }

    void start(String name, int shardCount) {
        for (int number = 0; number < shardCount; number++) {
            Shard<S, E> shard = new Shard<>(store, writer);
            shards.add(shard);
            threads.add(Thread.ofPlatform().name(name + "-writer-" + number).start(shard));
        }
    }

    @Override
    public <R> CompletionStage<Committed<R>> handle(String id, Function<@Nullable S, Decision<S, E, R>> decide) {
        return operate(id, deciding(decide), false);
    }

    @Override
    public <R> CompletionStage<Committed<R>> create(String id, Function<@Nullable S, Decision<S, E, R>> decide) {
        return operate(id, deciding(decide), true);
    }

    @Override
    public @Nullable Stored<S> find(String id) {
        return store.load(List.of(id)).get(id);
    }

    <R> CompletionStage<Committed<R>> operate(String id, Operation<S, E, R> operation, boolean expectsNone) {
        Command<S, E, R> command = new Command<>(id, operation, expectsNone);
        shards.get(Math.floorMod(id.hashCode(), shards.size())).add(command);
        return command.outcome;
    }

    private <R> Operation<S, E, R> deciding(Function<@Nullable S, Decision<S, E, R>> decide) {
        return current -> plan.effect(current, decide.apply(current == null ? null : current.state()));
    }

    /** Lets what was accepted be written, and stops. */
    @Override
    public void close() {
        shards.forEach(Shard::close);
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
