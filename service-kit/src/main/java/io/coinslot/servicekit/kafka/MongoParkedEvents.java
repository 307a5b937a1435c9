package io.coinslot.servicekit.kafka;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Parked events in the service's database. */
final class MongoParkedEvents implements ParkedEvents {
    private static final String NEXT_AT = "nextAt";

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
        collection.updateOne(
                Filters.eq(event.id()),
                new Document("$setOnInsert", event.toDocument()),
                new UpdateOptions().upsert(true));
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

    /**
     * Leaves alone what another instance removed meanwhile. Those beyond the given ones wait with the first of them.
     *
     * @param undecided the ids of those that wait for what people decide
     */
    void postpone(ParkedEvent.Waiter waiter, List<ParkedEvent> events, Set<String> undecided, Instant now) {
        if (events.isEmpty()) {
            return;
        }
        List<UpdateOneModel<Document>> writes = events.stream()
                .map(event -> {
                    Bson later = Updates.set(NEXT_AT, Date.from(event.nextAt(now)));
                    return new UpdateOneModel<Document>(
                            Filters.eq(event.id()),
                            undecided.contains(event.id())
                                    ? Updates.combine(later, Updates.set(ParkedEvent.UNDECIDED_AT, Date.from(now)))
                                    : later);
                })
                .toList();
        collection.bulkWrite(writes);
        collection.updateMany(
                Filters.and(isOf(waiter), isDue(now)),
                Updates.set(NEXT_AT, Date.from(events.getFirst().nextAt(now))));
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
