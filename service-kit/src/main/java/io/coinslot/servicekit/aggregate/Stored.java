package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.event.OutboxEntry;
import java.util.List;

/**
 * An aggregate as it is stored: one document.
 *
 * @param version rises by one with each change; every update is conditional on it
 * @param writeId which write made this version; tells a writer whose answer was lost whether it got through
 * @param lastSequence sequence of the newest event that was ever put into the outbox
 * @param outbox events the broker has not acknowledged yet, in sequence order
 */
public record Stored<S>(
        String id,
        long version,
        String writeId,
        S state,
        long lastSequence,
        List<OutboxEntry> outbox,
        List<Task> tasks) {
    public Stored {
        outbox = List.copyOf(outbox);
        tasks = List.copyOf(tasks);
    }
}
