package io.coinslot.cardregistry.replay.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.coinslot.cardregistry.replay.SeenRequests;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One document per request id. They are removed by hand now and then: not every store does that by itself. */
public final class MongoSeenRequests implements SeenRequests {
    private static final Logger LOG = LoggerFactory.getLogger(MongoSeenRequests.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    private static final String SEEN_AT = "seenAt";

    private final MongoCollection<Document> collection;
    private final Clock clock;

    public MongoSeenRequests(IndexedDatabase database, Clock clock, ScheduledExecutorService timer) {
        this.collection = database.collection("seen-requests");
        this.clock = clock;
        database.wantIndex(collection, Indexes.ascending(SEEN_AT));
        timer.scheduleWithFixedDelay(this::forget, 1, 1, TimeUnit.MINUTES);
    }

    @Override
    public boolean isFirst(String sender, String requestId) {
        try {
            collection.insertOne(new Document("_id", DerivedId.of("", sender, requestId))
                    .append(SEEN_AT, Date.from(clock.instant())));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    private void forget() {
        try {
            collection.deleteMany(Filters.lt(SEEN_AT, Date.from(clock.instant().minus(REMEMBERED))));
        } catch (MongoException e) {
            LOG.warn("Seen request ids were not cleared; the next minute will: {}", e.getMessage());
        }
    }
}
