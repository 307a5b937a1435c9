package io.coinslot.servicekit.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A broker and a registry in memory, for tests of services: acknowledges at once and remembers what was published. What
 * it encodes only it can decode. May be used by many threads.
 */
public final class LocalBroker implements EventCodec, EventPublisher {
    private final List<SpecificRecord> encoded = new CopyOnWriteArrayList<>();
    private final List<SpecificRecord> published = new CopyOnWriteArrayList<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    @Override
    public synchronized byte[] encode(String topic, SpecificRecord value) {
        encoded.add(value);
        return Integer.toString(encoded.size() - 1).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public SpecificRecord decode(String topic, byte @Nullable [] value) {
        Objects.requireNonNull(value, "nothing was encoded as nothing");
        return encoded.get(Integer.parseInt(new String(value, StandardCharsets.US_ASCII)));
    }

    /** What was sent before is not sent again, though the document still holds it. */
    @Override
    public synchronized CompletionStage<Void> publish(
            Outbox outbox, String aggregateId, long version, List<OutboxEntry> pending) {
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

    /** What was published of a kind, in order. */
    public <R extends SpecificRecord> List<R> published(Class<R> type, Predicate<R> filter) {
        return published.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(filter)
                .toList();
    }
}
