package io.coinslot.servicekit.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A record that waits for what it builds on.
 *
 * @param undecidedAt when it was last found to wait for what people decide, which takes as long as it takes; null if never
 */
record ParkedEvent(
        String id,
        Waiter waiter,
        ConsumerRecord<String, byte[]> message,
        Instant parkedAt,
        @Nullable Instant undecidedAt) {
    static final String UNDECIDED_AT = "undecidedAt";

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_STAY = Duration.ofDays(1);

    /** Whose events wait together, in their order: those of one key for one consumer. */
    record Waiter(String group, String topic, @Nullable String key) {}

    static ParkedEvent of(String group, ConsumerRecord<String, byte[]> message, Instant parkedAt) {
        Waiter waiter = new Waiter(group, message.topic(), message.key());
        return new ParkedEvent(StoredRecord.id(group, message), waiter, message, parkedAt, null);
    }

    /** A quarter of the time it has waited: soon for what comes a moment late, rarely for what may never come. */
    Instant nextAt(Instant now) {
        Duration quarter = Duration.between(parkedAt, now).dividedBy(4);
        Duration pause = quarter.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : quarter;
        return now.plus(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause);
    }

    /** Whether it has waited for a day, not counted as long as people had to decide first. */
    boolean isOverdue(Instant now) {
        Instant since = undecidedAt == null ? parkedAt : undecidedAt;
        return since.plus(LONGEST_STAY).isBefore(now);
    }

    Document toDocument() {
        return StoredRecord.write(waiter.group(), message)
                .append("parkedAt", Date.from(parkedAt))
                .append("nextAt", Date.from(nextAt(parkedAt)));
    }

    static ParkedEvent of(Document parked) {
        ParkedEvent event = of(
                parked.getString(StoredRecord.GROUP),
                StoredRecord.read(parked),
                parked.getDate("parkedAt").toInstant());
        Date undecidedAt = parked.getDate(UNDECIDED_AT);
        return undecidedAt == null ? event : event.undecided(undecidedAt.toInstant());
    }

    private ParkedEvent undecided(Instant at) {
        return new ParkedEvent(id, waiter, message, parkedAt, at);
    }
}
