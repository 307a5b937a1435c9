package io.coinslot.cardregistry.account.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.coinslot.cardregistry.account.SpentAssertions;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One document per assertion: its unique id decides who is first. They are removed when the assertion is over. */
public final class MongoSpentAssertions implements SpentAssertions {
    private static final Logger LOG = LoggerFactory.getLogger(MongoSpentAssertions.class);
    /** For instances whose clock is behind: to them the assertion is good a little longer. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final String REGISTRATION = "registrationId";
    private static final String UNTIL = "until";

    private final MongoCollection<Document> collection;
    private final Clock clock;

    public MongoSpentAssertions(IndexedDatabase database, Clock clock, ScheduledExecutorService timer) {
        this.collection = database.collection("spent-assertions");
        this.clock = clock;
        database.wantIndex(collection, Indexes.ascending(UNTIL));
        timer.scheduleWithFixedDelay(this::forget, 1, 1, TimeUnit.MINUTES);
    }

    @Override
    public boolean spend(String assertionId, Instant expiresAt, String registrationId) {
        try {
            collection.insertOne(new Document("_id", assertionId)
                    .append(REGISTRATION, registrationId)
                    .append(UNTIL, Date.from(expiresAt.plus(MARGIN))));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        Document first = collection.find(Filters.eq(assertionId)).first();
        return first != null && registrationId.equals(first.getString(REGISTRATION));
    }

    private void forget() {
        try {
            collection.deleteMany(Filters.lt(UNTIL, Date.from(clock.instant())));
        } catch (MongoException e) {
            LOG.warn("Spent assertions were not cleared; the next minute will: {}", e.getMessage());
        }
    }
}
