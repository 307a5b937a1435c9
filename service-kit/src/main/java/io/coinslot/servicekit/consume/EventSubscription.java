package io.coinslot.servicekit.consume;

import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A service's interest in a topic. Declared as a bean; the kit runs the consumers.
 *
 * @param group consumer group; the service's name unless it reads the topic twice
 */
public record EventSubscription<V extends SpecificRecord>(
        String topic,
        Class<V> envelopeType,
        String group,
        @Nullable EventHandler<V> handler,
        @Nullable EventBatchHandler<V> batchHandler) {

    /** Each event by itself, all of a poll at once; see {@link EventHandler}. */
    public static <V extends SpecificRecord> EventSubscription<V> each(
            String topic, Class<V> envelopeType, String group, EventHandler<V> handler) {
        return new EventSubscription<>(topic, envelopeType, group, handler, null);
    }

    /** The events of a partition together; see {@link EventBatchHandler}. */
    public static <V extends SpecificRecord> EventSubscription<V> batches(
            String topic, Class<V> envelopeType, String group, EventBatchHandler<V> handler) {
        return new EventSubscription<>(topic, envelopeType, group, null, handler);
    }

    /** A completed stage, for handlers that need no waiting. */
    public static CompletableFuture<Consumed> done(Consumed consumed) {
        return CompletableFuture.completedFuture(consumed);
    }
}
