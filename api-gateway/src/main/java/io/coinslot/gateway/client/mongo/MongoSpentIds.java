package io.coinslot.gateway.client.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.coinslot.gateway.client.SpentIds;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Used ids in a collection of their own: the unique id decides, expired ones are swept each minute. */
public final class MongoSpentIds implements SpentIds {
    private static final Logger LOG = LoggerFactory.getLogger(MongoSpentIds.class);
    private static final String EXPIRES_AT = "expiresAt";
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

    private final MongoCollection<Document> collection;
    private final ExpiredSweep sweep;

    public MongoSpentIds(MongoDatabase database, String collection, Clock clock) {
        this.collection = database.getCollection(collection);
        this.sweep = new ExpiredSweep(this.collection, EXPIRES_AT, SWEEP_INTERVAL, clock);
    }

    @Override
    public boolean spend(String owner, String id, Instant expiresAt) {
        sweep.ifDue();
        try {
            collection.insertOne(
                    new Document("_id", DerivedId.fingerprint(owner, id)).append(EXPIRES_AT, Date.from(expiresAt)));
            return true;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getError().getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw unknown(e);
        } catch (MongoException e) {
            throw unknown(e);
        }
    }

    /** Nobody knows whether it was used, so it does not count. */
    private static RuntimeException unknown(MongoException cause) {
        LOG.warn("Whether an id was used cannot be found out", cause);
        return Problem.unavailable("Proofs cannot be checked at the moment; make another and send it again", 2)
                .asException();
    }
}
