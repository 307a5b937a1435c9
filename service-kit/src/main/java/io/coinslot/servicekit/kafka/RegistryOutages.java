package io.coinslot.servicekit.kafka;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/**
 * When some process of this service last needed the schema registry and it was away: what it could not read then may
 * still lie in its topic. In the service's database, since another process may be the one that gives events up.
 */
final class RegistryOutages {
    private static final String ID = "schema-registry";
    private static final String LAST_SEEN_AT = "lastSeenAt";
    /** Consumers try again every second. */
    private static final Duration NOTED_ANEW_AFTER = Duration.ofSeconds(30);

    private final MongoCollection<Document> collection;
    private final Clock clock;
    private volatile Instant notedAt = Instant.EPOCH;

    RegistryOutages(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("outages");
        this.clock = clock;
    }

    /** It is away now. Durable when it returns. */
    void seen() {
        Instant now = clock.instant();
        if (now.isBefore(notedAt.plus(NOTED_ANEW_AFTER))) {
            return;
        }
        collection.updateOne(
                Filters.eq(ID), Updates.max(LAST_SEEN_AT, Date.from(now)), new UpdateOptions().upsert(true));
        notedAt = now;
    }

    /** When the last outage was seen, half a minute more or less; the epoch if there was none. */
    Instant lastSeenAt() {
        Document outage = collection.find(Filters.eq(ID)).first();
        return outage == null ? Instant.EPOCH : outage.getDate(LAST_SEEN_AT).toInstant();
    }
}
