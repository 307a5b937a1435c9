package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.crash.CrashPoint;
import io.coinslot.servicekit.event.EventPublisher;
import io.coinslot.servicekit.event.OutboxEntry;
import io.coinslot.servicekit.trace.Causes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes with an idempotent producer (acks=all). Remembers how far each aggregate's events were sent, so that the
 * next write of the aggregate does not send them again, and removes what was acknowledged from the store in bulk.
 */
public final class KafkaEventPublisher implements EventPublisher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventPublisher.class);
    /** Most aggregates are written again within this time, and without what the broker acknowledged. */
    private static final long REMOVAL_INTERVAL_MILLIS = 1_000;

    private static final int LARGEST_REMOVAL = 1_000;

    private final Producer<String, byte[]> producer;
    private final LongSupplier nanoTime;
    private final Map<String, OutboxProgress> progress = new ConcurrentHashMap<>();
    /** By outbox: topics are led by different brokers. */
    private final Map<String, SendingPause> pauses = new ConcurrentHashMap<>();

    public KafkaEventPublisher(Producer<String, byte[]> producer, ScheduledExecutorService timer) {
        this(producer, timer, System::nanoTime);
    }

    KafkaEventPublisher(Producer<String, byte[]> producer, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.producer = producer;
        this.nanoTime = nanoTime;
        timer.scheduleWithFixedDelay(
                this::removeAcknowledged, REMOVAL_INTERVAL_MILLIS, REMOVAL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<Void> publish(Outbox outbox, String aggregateId, long version, List<OutboxEntry> pending) {
        OutboxProgress sending = progress.computeIfAbsent(outbox.name(), name -> new OutboxProgress(outbox));
        SendingPause pause = pauses.computeIfAbsent(outbox.name(), name -> new SendingPause(nanoTime));
        if (!pending.isEmpty() && !pause.maySend()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("the broker took nothing a moment ago; the sweeper will send it"));
        }
        List<CompletableFuture<Void>> sends = new ArrayList<>();
        // Writer and sweeper may meet here: one after the other, so that the broker gets the events in order.
        synchronized (sending.turnOf(aggregateId)) {
            for (OutboxEntry entry : sending.startSending(aggregateId, version, pending)) {
                CompletableFuture<Void> send = send(sending, pause, aggregateId, entry);
                sends.add(send);
                if (send.isCompletedExceptionally()) {
                    break; // What comes after it must not stand before it, nor wait as long as it did.
                }
            }
        }
        return switch (sends.size()) {
            case 0 -> CompletableFuture.completedFuture(null);
            case 1 -> sends.getFirst();
            default -> CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new));
        };
    }

    private CompletableFuture<Void> send(
            OutboxProgress sending, SendingPause pause, String aggregateId, OutboxEntry entry) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(entry.topic(), entry.key(), entry.value());
        entry.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(message, (metadata, failure) -> {
                if (failure == null) {
                    CrashPoint.AFTER_SEND.passed();
                    pause.end();
                    sending.acknowledged(aggregateId, entry);
                    acknowledged.complete(null);
                } else {
                    failed(sending, pause, aggregateId, entry, failure);
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            failed(sending, pause, aggregateId, entry, e);
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    private static void failed(
            OutboxProgress sending, SendingPause pause, String aggregateId, OutboxEntry entry, Exception failure) {
        if (failure instanceof TimeoutException) {
            pause.begin();
        }
        LOG.warn(
                "Event {} of {} was not sent; the sweeper will send it again: {}",
                entry.sequence(),
                aggregateId,
                Causes.brief(failure));
        sending.failed(aggregateId);
    }

    @Override
    public long acknowledgedThrough(Outbox outbox, String aggregateId, List<OutboxEntry> pending) {
        OutboxProgress sending = progress.get(outbox.name());
        return sending == null ? 0 : sending.acknowledgedThrough(aggregateId, pending);
    }

    private void removeAcknowledged() {
        for (OutboxProgress sending : progress.values()) {
            Map<String, Acknowledged> removals = sending.takeRemovals(LARGEST_REMOVAL);
            while (!removals.isEmpty()) {
                try {
                    sending.outbox().removePublished().accept(new LinkedHashMap<>(removals));
                } catch (RuntimeException | Error e) { // What gets out ends the timer's calls for good.
                    // They stay in the store: the next sweep has them cleared once more, or those of another process
                    // sent once more, and consumers drop duplicates.
                    LOG.warn(
                            "{} outboxes of {} were not cleared",
                            removals.size(),
                            sending.outbox().name(),
                            e);
                    break;
                }
                removals = sending.takeRemovals(LARGEST_REMOVAL);
            }
        }
    }

    /** Sends what is still under way, and clears outboxes a last time. */
    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
        removeAcknowledged();
    }
}
