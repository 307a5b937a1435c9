package io.coinslot.gateway.client.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.coinslot.gateway.client.SpentAssertions;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;

/** Used assertions in the collection spent_assertions: the unique id decides, expired ones are swept each minute. */
public final class MongoSpentAssertions implements SpentAssertions {
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

    private final MongoCollection<Document> collection;
    private final Clock clock;
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.EPOCH);

    public MongoSpentAssertions(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("spent_assertions");
        this.clock = clock;
    }

    @Override
    public boolean spend(String clientId, String assertionId, Instant expiresAt) {
        sweep();
        try {
            collection.insertOne(new Document("_id", DerivedId.fingerprint(clientId, assertionId))
                    .append("expiresAt", Date.from(expiresAt)));
            return true;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getError().getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private void sweep() {
        Instant now = clock.instant();
        Instant due = nextSweep.get();
        if (now.isAfter(due) && nextSweep.compareAndSet(due, now.plus(SWEEP_INTERVAL))) {
            collection.deleteMany(Filters.lt("expiresAt", Date.from(now)));
        }
    }
}
