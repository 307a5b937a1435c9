package io.coinslot.servicekit.event;

import io.coinslot.servicekit.trace.Trace;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Turns the events of a service into outbox entries: envelope, CloudEvents headers (Kafka binding) and trace. */
public final class EventRecords<S, E> {
    private final EventEncoder<S, E> encoder;
    private final EventCodec codec;
    private final String source;

    /** @param source the service's name; becomes the ce_source header */
    public EventRecords(EventEncoder<S, E> encoder, EventCodec codec, String source) {
        this.encoder = encoder;
        this.codec = codec;
        this.source = source;
    }

    /**
     * The sequence of the next event of an aggregate. That of a state goes by the clock, so that it lies above all that
     * were told before, though the database may have been restored from a backup and know nothing of them.
     */
    public long sequenceAfter(long last, Instant at) {
        return encoder instanceof StateEncoder ? Math.max(last + 1, at.toEpochMilli()) : last + 1;
    }

    public OutboxEntry entry(String aggregateId, long sequence, Instant at, S state, E event, Trace trace) {
        String eventId = randomId();
        EventEncoder.Header header = new EventEncoder.Header(eventId, aggregateId, sequence, at);
        byte[] value = codec.encode(encoder.topic(), encoder.envelope(header, state, event));
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                eventId,
                "ce_type",
                encoder.type(event),
                "ce_source",
                source,
                "ce_time",
                at.toString(),
                Trace.HEADER,
                trace.traceparent());
        return new OutboxEntry(eventId, sequence, encoder.topic(), encoder.key(aggregateId), headers, value);
    }

    /** Unique, not secret: the event id travels in the open. */
    private static String randomId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                        random.nextLong() & ~0xf000L | 0x4000L,
                        random.nextLong() & Long.MAX_VALUE >>> 1 | Long.MIN_VALUE)
                .toString();
    }
}
