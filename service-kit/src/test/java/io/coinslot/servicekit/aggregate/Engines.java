package io.coinslot.servicekit.aggregate;

import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.event.EventEncoder;
import io.coinslot.servicekit.task.Targets;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Aggregates over a store and a broker in memory, each from an engine like that of a process. */
abstract class Engines {
    final InMemoryAggregateStore<Counter> store = new InMemoryAggregateStore<>();
    final RecordingPublisher publisher = new RecordingPublisher();
    final Targets targets = new Targets(Duration.ofMillis(500));
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final List<AggregateFactory> factories = new ArrayList<>();

    @AfterEach
    void stop() {
        factories.forEach(AggregateFactory::close);
        timer.shutdownNow();
    }

    Aggregates<Counter, String> engine(AddLater... handlers) {
        return engine(store, handlers);
    }

    Aggregates<Counter, String> engine(AggregateStore<Counter> over, AddLater... handlers) {
        AggregateFactory factory = new AggregateFactory(
                "test", new NoCodec(), publisher, targets, Clock.systemUTC(), timer, Duration.ofMillis(300));
        factories.add(factory);
        return factory.aggregates("counters-" + factories.size(), over, new CounterEvents(), List.of(handlers));
    }

    static Function<@Nullable Counter, Decision<Counter, String, Integer>> adding(int more) {
        return current -> {
            Counter next = (current == null ? Counter.ZERO : current).plus(more);
            return Decision.accepted(next, List.of("added"), next.value());
        };
    }

    static Function<@Nullable Counter, Decision<Counter, String, Integer>> starting() {
        return current -> Decision.<Counter, String, Integer>accepted(Counter.ZERO, List.of(), 0)
                .starting(TaskDraft.now("add", "add-later"));
    }

    /** Adds ten. */
    static class AddLater implements TaskHandler<Counter, String> {
        @Override
        public String kind() {
            return "add-later";
        }

        @Override
        public String target(Counter state, Task task) {
            return "target";
        }

        @Override
        public Outcome<Counter, String> run(String id, Counter state, Task task) {
            return new Done<>(current -> Decision.accepted(current.plus(10), List.of("added"), null));
        }

        @Override
        public int maxAttempts() {
            return 4;
        }

        @Override
        public Duration backoff(int attempt) {
            return Duration.ofMillis(10);
        }

        @Override
        public Function<Counter, Decision<Counter, String, Void>> abandoned(
                String id, Task task, @Nullable Exception lastFailure) {
            return current ->
                    Decision.accepted(new Counter(current.value(), List.of("abandoned")), List.of("abandoned"), null);
        }
    }

    static final class CounterEvents implements EventEncoder<Counter, String> {
        @Override
        public String topic() {
            return "counters";
        }

        @Override
        public SpecificRecord envelope(Header header, Counter state, String event) {
            return new PaymentEventEnvelope(
                    header.eventId(),
                    header.aggregateId(),
                    header.sequence(),
                    "service",
                    "market",
                    header.occurredAt(),
                    new PaymentPending(event));
        }
    }

    static final class NoCodec implements EventCodec {
        @Override
        public byte[] encode(String topic, SpecificRecord value) {
            return new byte[] {0};
        }

        @Override
        public SpecificRecord decode(String topic, byte @Nullable [] value) {
            throw new UnsupportedOperationException("nothing is read here");
        }
    }
}
