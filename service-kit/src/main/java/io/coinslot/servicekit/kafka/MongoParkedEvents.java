package io.coinslot.servicekit.kafka;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.coinslot.servicekit.consume.WaitingEvents;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Parked events in the service's database. */
final class MongoParkedEvents implements ParkedEvents, WaitingEvents {
    private static final String NEXT_AT = ParkedEvent.NEXT_AT;
    private static final int MOST_KEYS_AT_ONCE = 1_000;
    /** What another process remembers of what was decided may be a second old. */
    private static final Duration UNTIL_ALL_HAVE_HEARD = Duration.ofSeconds(2);
    /** The same, and more than clocks of processes differ: what is due by then may have been decided meanwhile. */
    private static final Duration SOON = UNTIL_ALL_HAVE_HEARD.plusSeconds(3);

    private final MongoCollection<Document> collection;
    private final Clock clock;

    MongoParkedEvents(IndexedDatabase database, Clock clock) {
        this.collection = database.collection("parked_events");
        this.clock = clock;
        database.wantIndex(collection, Indexes.ascending(NEXT_AT));
        database.wantIndex(collection, Indexes.ascending(StoredRecord.KEY));
    }

    @Override
    public void park(String group, ConsumerRecord<String, byte[]> message) {
        ParkedEvent event = ParkedEvent.of(group, message, clock.instant());
        if (park(event.id(), event) && !isParked(event.id(), message)) {
            park(StoredRecord.idBesideAnother(group, message), event);
        }
    }

    /** @return whether one is parked under that id already */
    private boolean park(String id, ParkedEvent event) {
        return collection
                        .updateOne(
                                Filters.eq(id),
                                new Document("$setOnInsert", event.toDocument()),
                                new UpdateOptions().upsert(true))
                        .getMatchedCount()
                > 0;
    }

    /** What was applied meanwhile does not count: to apply it twice does no harm. */
    private boolean isParked(String id, ConsumerRecord<String, byte[]> message) {
        Document parked = collection.find(Filters.eq(id)).first();
        return parked != null && StoredRecord.isSame(StoredRecord.read(parked), message);
    }

    /** Whose turn it is: the longest due first, so that none is passed over however many wait. */
    Set<ParkedEvent.Waiter> due(Instant now, int mostEvents) {
        Set<ParkedEvent.Waiter> due = new LinkedHashSet<>();
        for (Document event : collection
                .find(isDue(now))
                .projection(Projections.include(StoredRecord.GROUP, StoredRecord.TOPIC, StoredRecord.KEY))
                .sort(Sorts.ascending(NEXT_AT))
                .limit(mostEvents)) {
            due.add(new ParkedEvent.Waiter(
                    event.getString(StoredRecord.GROUP),
                    event.getString(StoredRecord.TOPIC),
                    event.getString(StoredRecord.KEY)));
        }
        return due;
    }

    /** What waits, in the order in which it came. */
    List<ParkedEvent> of(ParkedEvent.Waiter waiter, int most) {
        List<ParkedEvent> events = new ArrayList<>();
        collection
                .find(isOf(waiter))
                .sort(Sorts.ascending(StoredRecord.OFFSET))
                .limit(most)
                .map(ParkedEvent::of)
                .into(events);
        return events;
    }

    void remove(ParkedEvent event) {
        collection.deleteOne(Filters.eq(event.id()));
    }

    @Override
    public void tryAgain(Collection<String> keys) {
        Bson soon = Updates.set(NEXT_AT, Date.from(clock.instant().plus(UNTIL_ALL_HAVE_HEARD)));
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += MOST_KEYS_AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + MOST_KEYS_AT_ONCE));
            collection.updateMany(Filters.in(StoredRecord.KEY, some), soon);
        }
    }

    /**
     * Leaves alone what another instance removed meanwhile, and the time of what is to be tried again because it was
     * decided meanwhile, be it before it was read here but heard of too late to find it decided. Those beyond the given
     * ones wait with the first of them.
     *
     * @param undecided the ids of those that wait for what people decide
     * @param lookedAt when looking at them began: what is due later was decided meanwhile
     */
    void postpone(
            ParkedEvent.Waiter waiter, List<ParkedEvent> events, Set<String> undecided, Instant lookedAt, Instant now) {
        if (events.isEmpty()) {
            return;
        }
        if (!undecided.isEmpty()) {
            collection.updateMany(Filters.in("_id", undecided), Updates.set(ParkedEvent.UNDECIDED_AT, Date.from(now)));
        }
        List<UpdateOneModel<Document>> writes = events.stream()
                .filter(event -> !isDueSoon(event, lookedAt, now))
                .map(event -> new UpdateOneModel<Document>(
                        Filters.and(Filters.eq(event.id()), Filters.eq(NEXT_AT, date(event.dueAt()))),
                        Updates.set(NEXT_AT, date(nextAt(event, undecided, now)))))
                .toList();
        if (!writes.isEmpty()) {
            collection.bulkWrite(writes);
        }
        collection.updateMany(
                Filters.and(isOf(waiter), isDue(lookedAt)),
                Updates.set(NEXT_AT, date(nextAt(events.getFirst(), undecided, now))));
    }

    /** It is looked at again in a moment anyway, by when this process too has heard of what was decided. */
    private static boolean isDueSoon(ParkedEvent event, Instant lookedAt, Instant now) {
        Instant dueAt = event.dueAt();
        return dueAt != null && dueAt.isAfter(lookedAt) && !dueAt.isAfter(now.plus(SOON));
    }

    private static Instant nextAt(ParkedEvent event, Set<String> undecided, Instant now) {
        return undecided.contains(event.id()) ? event.nextAtUndecided(now) : event.nextAt(now);
    }

    private static @Nullable Date date(@Nullable Instant time) {
        return time == null ? null : Date.from(time);
    }

    /** Without a time are those that an older version parked. */
    private static Bson isDue(Instant now) {
        return Filters.or(Filters.lte(NEXT_AT, Date.from(now)), Filters.eq(NEXT_AT, null));
    }

    private static Bson isOf(ParkedEvent.Waiter waiter) {
        return Filters.and(
                Filters.eq(StoredRecord.KEY, waiter.key()),
                Filters.eq(StoredRecord.GROUP, waiter.group()),
                Filters.eq(StoredRecord.TOPIC, waiter.topic()));
    }
}
