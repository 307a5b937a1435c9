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
     * @param version of the stored aggregate: if this process sent what a later one holds, nothing is sent behind it
     * @return completes when the broker has acknowledged all of them
     */
    CompletionStage<Void> publish(Outbox outbox, String aggregateId, long version, List<OutboxEntry> pending);

    /**
     * Up to which sequence the broker has acknowledged these events of an aggregate, as far as this process remembers; or
     * 0, also if it has sent others under their sequences.
     *
     * @param pending all entries that the stored aggregate holds
     */
    long acknowledgedThrough(Outbox outbox, String aggregateId, List<OutboxEntry> pending);

    /**
     * The outbox of one kind of aggregates.
     *
     * @param name unique in the process
     * @param removePublished takes entries out of the store, by aggregate id
     */
    record Outbox(String name, Consumer<Map<String, Acknowledged>> removePublished) {}

    /**
     * How far the broker has an aggregate's events.
     *
     * @param eventId of the event with this sequence: a store that lost a write gives the sequence to another event
     */
    record Acknowledged(long throughSequence, String eventId) {
        public static Acknowledged of(OutboxEntry entry) {
            return new Acknowledged(entry.sequence(), entry.eventId());
        }
    }
}
