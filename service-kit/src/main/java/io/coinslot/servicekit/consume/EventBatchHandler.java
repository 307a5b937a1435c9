package io.coinslot.servicekit.consume;

import java.util.List;

/**
 * Applies the events of one partition together, in order, and idempotently: after a failure or a crash the same events
 * come again, perhaps cut into other batches. Topics hold some events twice, since outboxes publish at least once: the
 * same event id at a higher offset. A handler that adds up must know events by id; offsets do not tell.
 */
@FunctionalInterface
public interface EventBatchHandler<V> {
    void handle(int partition, List<ReceivedEvent<V>> events);
}
