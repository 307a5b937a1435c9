package io.coinslot.cardregistry.claim.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.claim.ClaimKey;
import java.time.Clock;
import java.util.Date;
import org.bson.Document;

/** One document per claim: its unique id decides who is first. */
public final class MongoCardClaims implements CardClaims {
    private static final String HOLDER = "holder";
    private static final int MOST_TRIES = 5;

    private final MongoCollection<Document> collection;
    private final Clock clock;

    public MongoCardClaims(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("card-claims");
        this.clock = clock;
    }

    @Override
    public String claim(ClaimKey key, String holder) {
        Document claim =
                new Document("_id", key.value()).append(HOLDER, holder).append("claimedAt", Date.from(clock.instant()));
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                collection.insertOne(claim);
                return holder;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
            }
            Document known = collection.find(Filters.eq(key.value())).first();
            if (known != null) {
                return known.getString(HOLDER);
            }
            // It was let go between the two calls; it is free again.
        }
        throw new IllegalStateException(key.value() + " was let go each time it was asked for");
    }

    @Override
    public void release(ClaimKey key, String holder) {
        collection.deleteOne(Filters.and(Filters.eq(key.value()), Filters.eq(HOLDER, holder)));
    }
}
