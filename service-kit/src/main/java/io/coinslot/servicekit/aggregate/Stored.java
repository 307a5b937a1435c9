package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.event.EventPublisher.Acknowledged;
import io.coinslot.servicekit.event.OutboxEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An aggregate as it is stored: one document.
 *
 * @param version rises with each accepted command, by one or by as many as {@link Numbered} parts want; every update is
 *     conditional on it
 * @param writeId which write made this version; tells a writer whose answer was lost whether it got through
 * @param lastSequence sequence of the newest event that was ever put into the outbox
 * @param outbox events the broker has not acknowledged yet, in sequence order
 */
public record Stored<S>(
        String id,
        long version,
        String writeId,
        Instant writtenAt,
        S state,
        long lastSequence,
        List<OutboxEntry> outbox,
        List<Task> tasks) {
    public Stored {
        outbox = List.copyOf(outbox);
        tasks = List.copyOf(tasks);
    }

    /** The same by the version that callers are told, where its document has others: it is written for other reasons, too. */
    public Stored<S> toldAs(long toldVersion) {
        return new Stored<>(id, toldVersion, writeId, writtenAt, state, lastSequence, outbox, tasks);
    }

    Optional<Task> task(String taskId) {
        return tasks.stream().filter(task -> task.taskId().equals(taskId)).findFirst();
    }

    Stored<S> withoutTask(String taskId) {
        List<Task> rest =
                tasks.stream().filter(task -> !task.taskId().equals(taskId)).toList();
        return new Stored<>(id, version, writeId, writtenAt, state, lastSequence, outbox, rest);
    }

    Stored<S> withTask(Task task) {
        List<Task> all = new ArrayList<>(withoutTask(task.taskId()).tasks());
        all.add(task);
        return new Stored<>(id, version, writeId, writtenAt, state, lastSequence, outbox, all);
    }

    /** Without what the broker has; as it is if another event has the sequence of the last of it. */
    Stored<S> without(Acknowledged published) {
        boolean same = outbox.stream()
                .anyMatch(entry -> entry.sequence() == published.throughSequence()
                        && entry.eventId().equals(published.eventId()));
        return same ? publishedThrough(published.throughSequence()) : this;
    }

    /** Without the outbox entries up to a sequence. */
    Stored<S> publishedThrough(long sequence) {
        if (outbox.isEmpty() || outbox.getFirst().sequence() > sequence) {
            return this;
        }
        List<OutboxEntry> rest =
                outbox.stream().filter(entry -> entry.sequence() > sequence).toList();
        return new Stored<>(id, version, writeId, writtenAt, state, lastSequence, rest, tasks);
    }
}
