package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.event.EventPublisher;
import io.coinslot.servicekit.event.EventPublisher.Outbox;
import io.coinslot.servicekit.event.EventRecords;
import io.coinslot.servicekit.event.OutboxEntry;
import io.coinslot.servicekit.trace.Trace;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the next document of an aggregate and, once it is durable, sends its events and starts its tasks. */
final class DocumentWriter<S, E> {
    private static final String PROCESS = UUID.randomUUID().toString();
    private static final AtomicLong WRITES = new AtomicLong();

    private final EventRecords<S, E> records;
    private final EventPublisher publisher;
    private final Outbox outbox;
    private final Clock clock;
    private final BiConsumer<Stored<S>, List<Task>> afterCommit;
    private final @Nullable Consumer<Stored<S>> afterSending;

    /** @param afterCommit told of each document that was written, and of the tasks that were touched */
    DocumentWriter(
            EventRecords<S, E> records,
            EventPublisher publisher,
            Outbox outbox,
            Clock clock,
            BiConsumer<Stored<S>, List<Task>> afterCommit) {
        this(records, publisher, outbox, clock, afterCommit, null);
    }

    /** @param afterSending told of each document whose events were sent, or may have been */
    DocumentWriter(
            EventRecords<S, E> records,
            EventPublisher publisher,
            Outbox outbox,
            Clock clock,
            BiConsumer<Stored<S>, List<Task>> afterCommit,
            @Nullable Consumer<Stored<S>> afterSending) {
        this.records = records;
        this.publisher = publisher;
        this.outbox = outbox;
        this.clock = clock;
        this.afterCommit = afterCommit;
        this.afterSending = afterSending;
    }

    /** The document that the effect leads to. */
    Stored<S> next(String id, @Nullable Stored<S> current, Operation.Effect<S, E, ?> effect, S state, Trace trace) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Numbering<S> numbering = Numbering.after(current == null ? 0 : current.version(), state);
        long sequence = current == null ? 0 : current.lastSequence();
        List<OutboxEntry> pending = new ArrayList<>(current == null ? List.of() : current.outbox());
        for (E event : effect.events()) {
            sequence = records.sequenceAfter(sequence, now);
            pending.add(records.entry(id, sequence, now, numbering.state(), event, trace));
        }
        String writeId = PROCESS + ":" + WRITES.incrementAndGet();
        return new Stored<>(
                id, numbering.version(), writeId, now, numbering.state(), sequence, pending, effect.tasks());
    }

    Instant now() {
        return clock.instant();
    }

    /** Leaves out what the broker has acknowledged since the document was written. */
    Stored<S> withoutAcknowledged(Stored<S> stored) {
        return stored.outbox().isEmpty()
                ? stored
                : stored.publishedThrough(publisher.acknowledgedThrough(outbox, stored.id(), stored.outbox()));
    }

    /** Completes when the broker has acknowledged every pending event of the document. */
    CompletionStage<Void> publish(Stored<S> stored) {
        CompletionStage<Void> published = publisher.publish(outbox, stored.id(), stored.version(), stored.outbox());
        Consumer<Stored<S>> watcher = afterSending;
        if (watcher != null && !stored.outbox().isEmpty()) {
            published.whenComplete((sent, failure) -> watcher.accept(stored));
        }
        return published;
    }

    /** Whether this process wrote the document as it is. */
    static boolean isOurs(Stored<?> stored) {
        return stored.writeId().startsWith(PROCESS + ":");
    }

    /** The document is durable: its events go out and its tasks start. */
    CompletionStage<Void> committed(Stored<S> written, List<Task> touched) {
        CompletionStage<Void> published = publish(written);
        afterCommit.accept(written, touched);
        return published;
    }
}
