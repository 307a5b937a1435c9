package io.coinslot.servicekit.kafka;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be applied, as operators work on it.
 *
 * @param attempts how often it became a dead letter
 * @param cause why it did the last time
 * @param audit who did what to it, oldest first; the last fifty
 */
record DeadLetter(
        String id,
        String group,
        ConsumerRecord<String, byte[]> message,
        Status status,
        int attempts,
        String cause,
        Instant firstAt,
        Instant lastAt,
        List<Audit> audit) {

    enum Status {
        /** Waits for an operator. What follows it in its key may wait for it, parked. */
        DEAD,
        /** Put back, and parked until what it builds on arrives. */
        PARKED,
        /** Put back, and its effect is durable. */
        APPLIED,
        /** An operator decided that it will never be applied. */
        DISCARDED
    }

    enum Action {
        REDRIVE,
        DISCARD
    }

    /** @param outcome what came of it; null where it was about to be done */
    record Audit(
            Instant at,
            String by,
            Action action,
            String reason,
            @Nullable String outcome) {}

    /** Who asks for something to be done to a dead letter, and why. */
    record Operator(String clientId, String reason) {}
}
