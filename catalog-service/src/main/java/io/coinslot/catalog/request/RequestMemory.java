package io.coinslot.catalog.request;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of requests, and for how long: each would else leave a document for ever. Old ones are removed in
 * the background while requests come. Not left to the store: the embedded one forgets nothing by itself.
 */
public final class RequestMemory {
    /** As long as an Idempotency-Key holds, and a day. */
    public static final Duration KEPT = Duration.ofDays(31);

    private static final Logger LOG = LoggerFactory.getLogger(RequestMemory.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final String WRITTEN_AT = "writtenAt";

    private final MongoCollection<? extends Stored<?>> collection;
    private final Bson over;
    private final Duration kept;
    private final Clock clock;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.EPOCH);

    /** @param over which documents may go, once they are as old as that */
    public RequestMemory(MongoAggregateStore<?> store, Bson over, Duration kept, Clock clock) {
        this.collection = store.collection();
        this.over = over;
        this.kept = kept;
        this.clock = clock;
        store.wantIndex(Indexes.ascending(WRITTEN_AT));
    }

    /** Forgets what is old, if that was not done lately. Costs nothing otherwise. */
    void forgetIfDue() {
        Instant now = clock.instant();
        Instant due = next.get();
        if (now.isAfter(due) && next.compareAndSet(due, now.plus(INTERVAL))) {
            Thread.ofVirtual().start(this::forget);
        }
    }

    /** Forgets what is old now. */
    public void forget() {
        try {
            Date before = Date.from(clock.instant().minus(kept));
            collection.deleteMany(Filters.and(Filters.lt(WRITTEN_AT, before), over));
        } catch (MongoException | IllegalStateException e) {
            // The driver's client is closed (IllegalStateException) or the store away: the next request has it done.
            LOG.debug("{} still has what is old", collection.getNamespace(), e);
        }
    }
}
