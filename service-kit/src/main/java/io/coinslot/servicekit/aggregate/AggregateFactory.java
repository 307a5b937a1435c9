package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.event.EventEncoder;
import io.coinslot.servicekit.event.EventPublisher;
import io.coinslot.servicekit.event.EventPublisher.Outbox;
import io.coinslot.servicekit.event.EventRecords;
import io.coinslot.servicekit.event.StateEncoder;
import io.coinslot.servicekit.task.Targets;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Makes the {@link Aggregates} of a service and keeps sweeping behind them. A bean of the kit. */
public final class AggregateFactory implements AutoCloseable {
    private static final int SHARDS = 2;
    private static final Duration LOOK_FOR_OVERTAKEN_STATES = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMER = Duration.ofSeconds(30);

    private final String source;
    private final EventCodec codec;
    private final EventPublisher publisher;
    private final Targets targets;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Duration sweepInterval;
    private final List<AggregateEngine<?, ?>> engines = new CopyOnWriteArrayList<>();
    private final List<Sweeper<?, ?>> sweepers = new CopyOnWriteArrayList<>();

    /** @param source the service's name, for the ce_source header */
    public AggregateFactory(
            String source,
            EventCodec codec,
            EventPublisher publisher,
            Targets targets,
            Clock clock,
            ScheduledExecutorService timer,
            Duration sweepInterval) {
        this.source = source;
        this.codec = codec;
        this.publisher = publisher;
        this.targets = targets;
        this.clock = clock;
        this.timer = timer;
        this.sweepInterval = sweepInterval;
    }

    /** Aggregates without a listener of their commits. */
    public <S, E> Aggregates<S, E> aggregates(
            String name, AggregateStore<S> store, EventEncoder<S, E> encoder, List<? extends TaskHandler<S, E>> tasks) {
        return aggregates(name, store, encoder, tasks, stored -> {});
    }

    /**
     * Starts the engine over a store.
     *
     * @param name unique in the process
     * @param committed told of each document after it was written, on the engine's thread: must be quick
     */
    public <S, E> Aggregates<S, E> aggregates(
            String name,
            AggregateStore<S> store,
            EventEncoder<S, E> encoder,
            List<? extends TaskHandler<S, E>> tasks,
            Consumer<Stored<S>> committed) {
        TaskPlan<S, E> plan = new TaskPlan<>(tasks, clock);
        AtomicReference<TaskRunner<S, E>> runner = new AtomicReference<>();
        AtomicReference<OvertakenStates<S>> states = new AtomicReference<>();
        DocumentWriter<S, E> writer = new DocumentWriter<>(
                new EventRecords<>(encoder, codec, source),
                publisher,
                new Outbox(name, store::removePublished),
                clock,
                (stored, touched) -> {
                    committed.accept(stored);
                    runner.get().written(stored, touched);
                },
                encoder instanceof StateEncoder<?> ? stored -> states.get().sent(stored) : null);
        AggregateEngine<S, E> engine = new AggregateEngine<>(store, writer, plan);
        runner.set(new TaskRunner<>(engine, plan, targets, timer, LONGEST_TIMER));
        if (encoder instanceof StateEncoder<?>) {
            states.set(new OvertakenStates<>(store, ofStates(engine)));
            repeat(states.get(), LOOK_FOR_OVERTAKEN_STATES);
        }
        engine.start(name, SHARDS);
        engines.add(engine);
        Sweeper<S, E> sweeper = new Sweeper<>(name, store, writer, runner.get(), clock);
        sweepers.add(sweeper);
        repeat(sweeper::begin, sweepInterval);
        repeat(runner.get()::letThrough, LOOK_FOR_ROOM);
        return engine;
    }

    private void repeat(Runnable look, Duration interval) {
        timer.scheduleWithFixedDelay(look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Of a {@link StateEncoder}, whose events are the states. */
    @SuppressWarnings("unchecked")
    private static <S, E> Aggregates<S, S> ofStates(Aggregates<S, E> aggregates) {
        return (Aggregates<S, S>) aggregates;
    }

    @Override
    public void close() {
        sweepers.forEach(Sweeper::close);
        engines.forEach(AggregateEngine::close);
    }
}
