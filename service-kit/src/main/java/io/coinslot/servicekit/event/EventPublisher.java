package io.coinslot.servicekit.event;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Sends outbox entries to the broker. */
public interface EventPublisher {
    /**
     * Sends those entries of an aggregate that this process has not sent yet, in sequence order. Must always be given
     * all entries that the stored aggregate holds, also when there are none.
     *
     * @return completes when the broker has acknowledged all of them
     */
    CompletionStage<Void> publish(Outbox outbox, String aggregateId, List<OutboxEntry> pending);

    /** Up to which sequence the broker has acknowledged an aggregate's events, as far as this process remembers; or 0. */
    long acknowledgedThrough(Outbox outbox, String aggregateId);

    /**
     * The outbox of one kind of aggregates.
     *
     * @param name unique in the process
     * @param removePublished takes entries out of the store, by aggregate id up to a sequence
     */
    record Outbox(String name, Consumer<Map<String, Long>> removePublished) {}
}
