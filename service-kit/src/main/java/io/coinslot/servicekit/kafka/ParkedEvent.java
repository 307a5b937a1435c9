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
 * @param dueAt when it is to be tried again, as it was read; null if an older version parked it
 * @param undecidedAt when it was last found to wait for what people decide, which takes as long as it takes; null if never
 */
record ParkedEvent(
        String id,
        Waiter waiter,
        ConsumerRecord<String, byte[]> message,
        Instant parkedAt,
        @Nullable Instant dueAt,
        @Nullable Instant undecidedAt) {
    static final String NEXT_AT = "nextAt";
    static final String UNDECIDED_AT = "undecidedAt";

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** For what people decide: whoever has decided says so ({@link io.coinslot.servicekit.consume.WaitingEvents}). */
    private static final Duration LONGEST_UNDECIDED_PAUSE = Duration.ofHours(6);

    private static final Duration LONGEST_STAY = Duration.ofDays(1);

    /** Whose events wait together, in their order: those of one key for one consumer. */
    record Waiter(String group, String topic, @Nullable String key) {}

    static ParkedEvent of(String group, ConsumerRecord<String, byte[]> message, Instant parkedAt) {
        Waiter waiter = new Waiter(group, message.topic(), message.key());
        return new ParkedEvent(StoredRecord.id(group, message), waiter, message, parkedAt, null, null);
    }

    /** A quarter of the time it has waited: soon for what comes a moment late, rarely for what may never come. */
    Instant nextAt(Instant now) {
        return now.plus(pause(now, LONGEST_PAUSE));
    }

    /** The same for one that waits for what people decide, and more rarely in the end. */
    Instant nextAtUndecided(Instant now) {
        return now.plus(pause(now, LONGEST_UNDECIDED_PAUSE));
    }

    private Duration pause(Instant now, Duration longest) {
        Duration quarter = Duration.between(parkedAt, now).dividedBy(4);
        Duration pause = quarter.compareTo(longest) > 0 ? longest : quarter;
        return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    }

    /** Whether it has waited for a day, not counted as long as people had to decide first and it was not looked at. */
    boolean isOverdue(Instant now) {
        Instant since = undecidedAt == null ? parkedAt : undecidedAt.plus(LONGEST_UNDECIDED_PAUSE);
        return since.plus(LONGEST_STAY).isBefore(now);
    }

    Document toDocument() {
        return StoredRecord.write(waiter.group(), message)
                .append("parkedAt", Date.from(parkedAt))
                .append(NEXT_AT, Date.from(nextAt(parkedAt)));
    }

    static ParkedEvent of(Document parked) {
        ParkedEvent event =
                of(parked.getString(StoredRecord.GROUP), StoredRecord.read(parked), instant(parked, "parkedAt"));
        return new ParkedEvent(
                parked.getString(StoredRecord.ID),
                event.waiter(),
                event.message(),
                event.parkedAt(),
                known(parked, NEXT_AT),
                known(parked, UNDECIDED_AT));
    }

    private static @Nullable Instant known(Document parked, String field) {
        return parked.getDate(field) == null ? null : instant(parked, field);
    }

    private static Instant instant(Document parked, String field) {
        return parked.getDate(field).toInstant();
    }
}
