package io.coinslot.servicekit.kafka;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.coinslot.servicekit.kafka.DeadLetter.Status;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The dead letters of a service's consumers, in its own database; they stay when an operator has dealt with them. */
final class MongoDeadLetters {
    private static final String ID = StoredRecord.ID;
    private static final String STATUS = "status";
    private static final String ATTEMPTS = "attempts";
    private static final String CAUSE = "cause";
    private static final String FIRST_AT = "firstAt";
    private static final String LAST_AT = "lastAt";
    private static final String AUDIT = "audit";
    private static final List<String> OPEN = List.of(Status.DEAD.name(), Status.PARKED.name());
    private static final int LONGEST_AUDIT = 50;

    private final MongoCollection<Document> collection;
    private final Clock clock;

    MongoDeadLetters(IndexedDatabase database, Clock clock) {
        this.collection = database.collection("dead_letters");
        this.clock = clock;
        database.wantIndex(collection, Indexes.ascending(STATUS, ID));
        database.wantIndex(collection, Indexes.ascending(StoredRecord.KEY));
    }

    /**
     * One that was dealt with stays so, though its record is read again. Another record may have come to stand in its place,
     * if the topic began anew: then it takes that place, or has one beside it while the first is not dealt with.
     *
     * @return how often it is a dead letter by now
     */
    int add(String group, ConsumerRecord<String, byte[]> message, String cause) {
        String id = idOf(group, message);
        Date now = Date.from(clock.instant());
        Bson again = Updates.combine(Updates.set(CAUSE, cause), Updates.set(LAST_AT, now), Updates.inc(ATTEMPTS, 1));
        Bson dead = Updates.combine(again, Updates.set(STATUS, Status.DEAD.name()));
        if (collection.updateOne(isOpen(id), dead).getMatchedCount() == 0) {
            DeadLetter known = find(id);
            if (known != null && StoredRecord.isSame(known.message(), message)) {
                collection.updateOne(Filters.eq(id), again);
            } else {
                Document letter = StoredRecord.write(group, message)
                        .append(STATUS, Status.DEAD.name())
                        .append(CAUSE, cause)
                        .append(FIRST_AT, now)
                        .append(LAST_AT, now)
                        .append(ATTEMPTS, 1)
                        .append(AUDIT, List.of());
                collection.replaceOne(Filters.eq(id), letter, new ReplaceOptions().upsert(true));
            }
        }
        return Objects.requireNonNull(find(id)).attempts();
    }

    /** Where the letter of this record lies, or is to lie. */
    private String idOf(String group, ConsumerRecord<String, byte[]> message) {
        String place = StoredRecord.id(group, message);
        DeadLetter known = find(place);
        if (known == null || StoredRecord.isSame(known.message(), message)) {
            return place;
        }
        String beside = StoredRecord.idBesideAnother(group, message);
        return OPEN.contains(known.status().name()) || find(beside) != null ? beside : place;
    }

    @Nullable
    DeadLetter find(String id) {
        Document found = collection.find(Filters.eq(id)).first();
        return found == null ? null : read(found);
    }

    /** A page in the order of ids. */
    List<DeadLetter> page(
            Status status, @Nullable String topic, @Nullable String key, @Nullable String afterId, int most) {
        List<Bson> conditions = new ArrayList<>(List.of(Filters.eq(STATUS, status.name())));
        if (topic != null) {
            conditions.add(Filters.eq(StoredRecord.TOPIC, topic));
        }
        if (key != null) {
            conditions.add(Filters.eq(StoredRecord.KEY, key));
        }
        if (afterId != null) {
            conditions.add(Filters.gt(ID, afterId));
        }
        return read(Filters.and(conditions), Sorts.ascending(ID), most);
    }

    /** The dead ones of a key, in the order in which they came, those of one consumer after those of another. */
    List<DeadLetter> deadOf(String topic, String key, int most) {
        return read(
                Filters.and(
                        Filters.eq(StoredRecord.KEY, key),
                        Filters.eq(StoredRecord.TOPIC, topic),
                        Filters.eq(STATUS, Status.DEAD.name())),
                Sorts.ascending(StoredRecord.GROUP, StoredRecord.OFFSET),
                most);
    }

    private List<DeadLetter> read(Bson filter, Bson order, int most) {
        List<DeadLetter> letters = new ArrayList<>();
        collection
                .find(filter)
                .sort(order)
                .limit(most)
                .map(MongoDeadLetters::read)
                .into(letters);
        return letters;
    }

    /** Writes down that something is about to be done, before it is done. */
    void begin(String id, DeadLetter.Action action, DeadLetter.Operator operator) {
        collection.updateOne(Filters.eq(id), audited(action, operator, null));
    }

    /** Writes down what came of it. A letter that is dealt with already stays as it is. */
    void end(String id, DeadLetter.Action action, DeadLetter.Operator operator, Status status) {
        collection.updateOne(
                isOpen(id), Updates.combine(Updates.set(STATUS, status.name()), audited(action, operator, status)));
    }

    /** A parked record was applied; if it had been a dead letter, that is over. */
    void parkedWasApplied(String group, ConsumerRecord<String, byte[]> message) {
        collection.updateOne(isOpen(idOf(group, message)), Updates.set(STATUS, Status.APPLIED.name()));
    }

    private static Bson isOpen(String id) {
        return Filters.and(Filters.eq(id), Filters.in(STATUS, OPEN));
    }

    private Bson audited(DeadLetter.Action action, DeadLetter.Operator operator, @Nullable Status outcome) {
        Document entry = new Document("at", Date.from(clock.instant()))
                .append("by", operator.clientId())
                .append("action", action.name())
                .append("reason", operator.reason())
                .append("outcome", outcome == null ? null : outcome.name());
        return Updates.pushEach(AUDIT, List.of(entry), new PushOptions().slice(-LONGEST_AUDIT));
    }

    private static DeadLetter read(Document found) {
        return new DeadLetter(
                found.getString(ID),
                found.getString(StoredRecord.GROUP),
                StoredRecord.read(found),
                Status.valueOf(found.getString(STATUS)),
                found.getInteger(ATTEMPTS),
                found.getString(CAUSE),
                found.getDate(FIRST_AT).toInstant(),
                found.getDate(LAST_AT).toInstant(),
                found.getList(AUDIT, Document.class).stream()
                        .map(MongoDeadLetters::audit)
                        .toList());
    }

    private static DeadLetter.Audit audit(Document entry) {
        Instant at = entry.getDate("at").toInstant();
        return new DeadLetter.Audit(
                at,
                entry.getString("by"),
                DeadLetter.Action.valueOf(entry.getString("action")),
                entry.getString("reason"),
                entry.getString("outcome"));
    }
}
