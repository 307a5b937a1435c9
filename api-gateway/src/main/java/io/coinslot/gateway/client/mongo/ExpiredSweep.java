package io.coinslot.gateway.client.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes documents whose time is over, in the background, each time an interval has passed. Not left to the store:
 * the embedded one forgets nothing by itself.
 */
public final class ExpiredSweep {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiredSweep.class);

    private final MongoCollection<Document> collection;
    private final String field;
    private final Duration interval;
    private final Clock clock;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.EPOCH);
    private final AtomicBoolean indexed = new AtomicBoolean();

    /** @param field holds the date after which a document goes; it gets an index */
    public ExpiredSweep(MongoCollection<Document> collection, String field, Duration interval, Clock clock) {
        this.collection = collection;
        this.field = field;
        this.interval = interval;
        this.clock = clock;
    }

    /** Starts a sweep if the last one is long enough ago. Costs nothing otherwise. */
    public void ifDue() {
        Instant now = clock.instant();
        Instant due = next.get();
        if (now.isAfter(due) && next.compareAndSet(due, now.plus(interval))) {
            Thread.ofVirtual().start(() -> sweep(now));
        }
    }

    private void sweep(Instant now) {
        try {
            if (!indexed.get()) {
                collection.createIndex(Indexes.ascending(field));
                indexed.set(true);
            }
            collection.deleteMany(Filters.lt(field, Date.from(now)));
        } catch (MongoException | IllegalStateException e) {
            // The driver's client is closed (IllegalStateException) or the store away: the next sweep does it.
            LOG.debug("{} was not swept", collection.getNamespace(), e);
        }
    }
}
