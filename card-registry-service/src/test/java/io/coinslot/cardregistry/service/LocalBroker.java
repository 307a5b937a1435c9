package io.coinslot.cardregistry.service;

import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.event.EventPublisher;
import io.coinslot.servicekit.event.OutboxEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** A broker and a registry in memory: acknowledges at once and remembers what was published. */
final class LocalBroker implements EventCodec, EventPublisher {
    private final List<SpecificRecord> encoded = new CopyOnWriteArrayList<>();
    private final List<SpecificRecord> published = new CopyOnWriteArrayList<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    @Override
    public byte[] encode(String topic, SpecificRecord value) {
        encoded.add(value);
        return Integer.toString(encoded.size() - 1).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Override
    public SpecificRecord decode(String topic, byte[] value) {
        return encoded.get(Integer.parseInt(new String(value, java.nio.charset.StandardCharsets.US_ASCII)));
    }

    @Override
    public CompletionStage<Void> publish(Outbox outbox, String aggregateId, List<OutboxEntry> pending) {
        long known = acknowledgedThrough(outbox, aggregateId, pending);
        pending.stream()
                .filter(entry -> entry.sequence() > known)
                .forEach(entry -> published.add(decode(entry.topic(), entry.value())));
        if (!pending.isEmpty()) {
            acknowledged.put(aggregateId, pending.getLast().sequence());
            outbox.removePublished().accept(Map.of(aggregateId, Acknowledged.of(pending.getLast())));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public long acknowledgedThrough(Outbox outbox, String aggregateId, List<OutboxEntry> pending) {
        return acknowledged.getOrDefault(aggregateId, 0L);
    }

    <R extends SpecificRecord> List<R> published(Class<R> type, Predicate<R> filter) {
        return published.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(filter)
                .toList();
    }
}
