package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventBatchHandler;
import io.coinslot.servicekit.consume.EventHandler;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.servicekit.crash.CrashPoint;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.event.EventCodec.SchemaRegistryUnavailable;
import io.coinslot.servicekit.event.EventCodec.UnreadableEvent;
import io.coinslot.servicekit.mongo.StoreOutage;
import io.coinslot.servicekit.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Applies polled records: all at once, then one by one those that failed, and the hopeless ones as dead letters. */
final class RecordApplier<V extends SpecificRecord> {
    private static final int ATTEMPTS = 3;

    private final EventSubscription<V> subscription;
    private final EventCodec codec;
    private final DeadLetters deadLetters;
    private final ParkedEvents parked;

    RecordApplier(EventSubscription<V> subscription, EventCodec codec, DeadLetters deadLetters, ParkedEvents parked) {
        this.subscription = subscription;
        this.codec = codec;
        this.deadLetters = deadLetters;
        this.parked = parked;
    }

    /** Returns when each record is applied, parked or a dead letter; throws if they must be read again. */
    void apply(List<ConsumerRecord<String, byte[]>> records) {
        EventBatchHandler<V> batchHandler = subscription.batchHandler();
        // Others may have to wait for long, and then all are read again each second: of what is hopeless one dead
        // letter
        // is enough.
        Map<ConsumerRecord<String, byte[]>, Throwable> hopeless = new LinkedHashMap<>();
        if (batchHandler == null) {
            applyEach(records, hopeless);
        } else {
            byPartition(records).forEach((partition, some) -> applyTogether(batchHandler, partition, some, hopeless));
        }
        hopeless.forEach((message, cause) -> deadLetters.send(message, subscription.group(), cause));
        CrashPoint.AFTER_APPLY.passed();
    }

    private void applyEach(
            List<ConsumerRecord<String, byte[]>> records, Map<ConsumerRecord<String, byte[]>, Throwable> hopeless) {
        Map<ConsumerRecord<String, byte[]>, CompletionStage<Consumed>> stages = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> message : records) {
            stages.put(message, attempt(message));
        }
        stages.forEach((message, stage) -> settle(message, stage, hopeless));
    }

    private void settle(
            ConsumerRecord<String, byte[]> message,
            CompletionStage<Consumed> stage,
            Map<ConsumerRecord<String, byte[]>, Throwable> hopeless) {
        CompletionStage<Consumed> attempt = stage;
        for (int count = 1; ; count++) {
            try {
                if (attempt.toCompletableFuture().join().isParked()) {
                    parked.park(subscription.group(), message);
                }
                return;
            } catch (CompletionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                rethrowIfPassing(cause);
                if (cause instanceof UnreadableEvent || count == ATTEMPTS) {
                    hopeless.put(message, cause);
                    return;
                }
                attempt = attempt(message);
            }
        }
    }

    /** One attempt at a record. Used for parked records as well. */
    CompletionStage<Consumed> attempt(ConsumerRecord<String, byte[]> message) {
        EventHandler<V> handler = subscription.handler();
        if (handler == null) {
            throw new IllegalStateException("records of a batch subscription are not parked");
        }
        try {
            ReceivedEvent<V> event = decode(message);
            return trace(message).call(() -> handler.handle(event));
        } catch (Exception | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void applyTogether(
            EventBatchHandler<V> handler,
            int partition,
            List<ConsumerRecord<String, byte[]>> records,
            Map<ConsumerRecord<String, byte[]>, Throwable> hopeless) {
        List<ReceivedEvent<V>> events = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> message : records) {
            try {
                events.add(decode(message));
            } catch (UnreadableEvent e) {
                hopeless.put(message, e);
            }
        }
        if (!events.isEmpty()) {
            handler.handle(partition, events);
        }
    }

    private ReceivedEvent<V> decode(ConsumerRecord<String, byte[]> message) {
        SpecificRecord value = codec.decode(message.topic(), message.value());
        if (!subscription.envelopeType().isInstance(value)) {
            throw new UnreadableEvent("a " + value.getSchema().getFullName() + " does not belong here", null);
        }
        return new ReceivedEvent<>(
                message.key(), subscription.envelopeType().cast(value), message.partition(), message.offset());
    }

    private static Trace trace(ConsumerRecord<String, byte[]> message) {
        return Trace.parse(StoredRecord.header(message, Trace.HEADER));
    }

    private static void rethrowIfPassing(Throwable cause) {
        if (isPassing(cause)) {
            throw cause instanceof RuntimeException failure ? failure : new CompletionException(cause);
        }
    }

    /** Whether it is not the record's fault: the store or the registry is away, whoever says so in what words. */
    static boolean isPassing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SchemaRegistryUnavailable || StoreOutage.isBehind(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Map<Integer, List<ConsumerRecord<String, byte[]>>> byPartition(
            List<ConsumerRecord<String, byte[]>> records) {
        Map<Integer, List<ConsumerRecord<String, byte[]>>> byPartition = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> message : records) {
            byPartition
                    .computeIfAbsent(message.partition(), partition -> new ArrayList<>())
                    .add(message);
        }
        return byPartition;
    }
}
