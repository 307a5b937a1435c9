package io.coinslot.servicekit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** A record that waits for what it builds on. */
record ParkedEvent(String id, Waiter waiter, ConsumerRecord<String, byte[]> message, Instant parkedAt) {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_STAY = Duration.ofDays(1);

    /** Whose events wait together, in their order: those of one key for one consumer. */
    record Waiter(String group, String topic, @Nullable String key) {}

    static ParkedEvent of(String group, ConsumerRecord<String, byte[]> message, Instant parkedAt) {
        String id = group + "|" + message.topic() + "|" + message.partition() + "|" + message.offset();
        return new ParkedEvent(id, new Waiter(group, message.topic(), message.key()), message, parkedAt);
    }

    /** A quarter of the time it has waited: soon for what comes a moment late, rarely for what may never come. */
    Instant nextAt(Instant now) {
        Duration quarter = Duration.between(parkedAt, now).dividedBy(4);
        Duration pause = quarter.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : quarter;
        return now.plus(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause);
    }

    boolean isOverdue(Instant now) {
        return parkedAt.plus(LONGEST_STAY).isBefore(now);
    }

    Document toDocument() {
        Document headers = new Document();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new Document("group", waiter.group())
                .append("topic", message.topic())
                .append("partition", message.partition())
                .append("offset", message.offset())
                .append("key", message.key())
                .append("value", new Binary(message.value()))
                .append("headers", headers)
                .append("parkedAt", Date.from(parkedAt))
                .append("nextAt", Date.from(nextAt(parkedAt)));
    }

    static ParkedEvent of(Document parked) {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>(
                parked.getString("topic"),
                parked.getInteger("partition"),
                parked.getLong("offset"),
                parked.getString("key"),
                parked.get("value", Binary.class).getData());
        for (Map.Entry<String, Object> header :
                parked.get("headers", Document.class).entrySet()) {
            message.headers().add(header.getKey(), header.getValue().toString().getBytes(StandardCharsets.UTF_8));
        }
        return of(parked.getString("group"), message, parked.getDate("parkedAt").toInstant());
    }
}
