package io.coinslot.catalog.product;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Pages in the order of the primary key, which begins with the service's id and ends with the product's. */
final class MongoProductPages implements ProductPages {
    private static final String SERVICE = "state.serviceId";
    private static final String ID = "_id";

    private final MongoCollection<Stored<Product>> collection;

    MongoProductPages(MongoAggregateStore<Product> store) {
        this.collection = store.collection();
        store.wantIndex(Indexes.ascending(SERVICE, ID));
    }

    @Override
    public List<Product> page(String serviceId, @Nullable ProductId after, int limit) {
        Bson all = Filters.eq(SERVICE, serviceId);
        return collection
                .find(after == null ? all : Filters.and(all, Filters.gt(ID, after.in(serviceId))))
                .sort(Sorts.ascending(ID))
                .limit(limit)
                .map(Stored::state)
                .into(new ArrayList<>());
    }

    @Override
    public int countOf(String serviceId, List<ProductId> ids) {
        List<String> keys = ids.stream().map(id -> id.in(serviceId)).toList();
        return keysOf(Filters.in(ID, keys)).into(new ArrayList<>()).size();
    }

    /** By a query: the count command of the embedded store takes whole documents into memory. */
    @Override
    public int count(String serviceId, int most) {
        int count = 0;
        try (MongoCursor<Document> keys =
                keysOf(Filters.eq(SERVICE, serviceId)).limit(most).iterator()) {
            while (keys.hasNext()) {
                keys.next();
                count++;
            }
        }
        return count;
    }

    private FindIterable<Document> keysOf(Bson which) {
        return collection.withDocumentClass(Document.class).find(which).projection(Projections.include(ID));
    }
}
