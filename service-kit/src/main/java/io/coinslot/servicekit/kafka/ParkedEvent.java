package io.coinslot.servicekit.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A record that waits for what it builds on. */
record ParkedEvent(String id, Waiter waiter, ConsumerRecord<String, byte[]> message, Instant parkedAt) {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_STAY = Duration.ofDays(1);

    /** Whose events wait together, in their order: those of one key for one consumer. */
    record Waiter(String group, String topic, @Nullable String key) {}

    static ParkedEvent of(String group, ConsumerRecord<String, byte[]> message, Instant parkedAt) {
        Waiter waiter = new Waiter(group, message.topic(), message.key());
        return new ParkedEvent(StoredRecord.id(group, message), waiter, message, parkedAt);
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
        return StoredRecord.write(waiter.group(), message)
                .append("parkedAt", Date.from(parkedAt))
                .append("nextAt", Date.from(nextAt(parkedAt)));
    }

    static ParkedEvent of(Document parked) {
        return of(
                parked.getString(StoredRecord.GROUP),
                StoredRecord.read(parked),
                parked.getDate("parkedAt").toInstant());
    }
}
