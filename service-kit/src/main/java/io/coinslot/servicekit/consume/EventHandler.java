package io.coinslot.servicekit.consume;

import java.util.concurrent.CompletionStage;

/**
 * Applies one event idempotently. Events with the same key are handed over in order; the offset is committed when the
 * stages of the whole batch are complete. Infrastructure failures are tried again until they pass; any other exception
 * is tried three times and then sends the record to the dead-letter topic.
 */
@FunctionalInterface
public interface EventHandler<V> {
    CompletionStage<Consumed> handle(ReceivedEvent<V> event);
}
