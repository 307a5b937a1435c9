package io.coinslot.servicekit.consume;

import java.util.List;

/**
 * Applies the events of one partition together, in order, and idempotently: after a failure or a crash the same events
 * come again, perhaps cut into other batches.
 */
@FunctionalInterface
public interface EventBatchHandler<V> {
    void handle(int partition, List<ReceivedEvent<V>> events);
}
