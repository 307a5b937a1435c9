package io.coinslot.billing;

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

    /** What was sent before is not sent again, though the document still holds it. */
    @Override
    public CompletionStage<Void> publish(Outbox outbox, String aggregateId, List<OutboxEntry> pending) {
        long sent = acknowledgedThrough(outbox, aggregateId, pending);
        for (OutboxEntry entry : pending) {
            if (entry.sequence() > sent) {
                published.add(decode(entry.topic(), entry.value()));
                acknowledged.put(outbox.name() + "/" + aggregateId, entry.sequence());
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public long acknowledgedThrough(Outbox outbox, String aggregateId, List<OutboxEntry> pending) {
        return acknowledged.getOrDefault(outbox.name() + "/" + aggregateId, 0L);
    }

    <R extends SpecificRecord> List<R> published(Class<R> type, Predicate<R> filter) {
        return published.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(filter)
                .toList();
    }
}
