package io.coinslot.cardregistry.claim.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.coinslot.cardregistry.claim.HeldClaims;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The releases of claims that lie with the documents of one collection. Of those, documents without tasks are passed. */
public final class ReleasesUnderWay implements HeldClaims.Source {
    private final MongoCollection<Document> collection;
    private final String kind;

    /** @param kind of the tasks that let claims go */
    public <S> ReleasesUnderWay(MongoAggregateStore<S> store, String kind) {
        MongoCollection<Stored<S>> stored = store.collection();
        this.collection = stored.withDocumentClass(Document.class);
        this.kind = kind;
    }

    @Override
    public int held(int attempts, int most) {
        Bson release = Filters.and(Filters.eq("kind", kind), Filters.gte("attempt", attempts));
        int held = 0;
        for (Document found : collection
                .find(Filters.and(Filters.gte("tasks.visibleAt", new Date(0)), Filters.elemMatch("tasks", release)))
                .projection(Projections.include("_id"))
                .limit(most)) {
            held += found.isEmpty() ? 0 : 1;
        }
        return held;
    }
}
