package io.coinslot.catalog.product;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.coinslot.servicekit.aggregate.Stored;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Pages by a range of the primary key, which begins with the service's id. */
final class MongoProductPages implements ProductPages {
    private final MongoCollection<Stored<Product>> collection;

    MongoProductPages(MongoCollection<Stored<Product>> collection) {
        this.collection = collection;
    }

    @Override
    public List<Product> page(String serviceId, @Nullable ProductId after, int limit) {
        String first = after == null ? serviceId + "/" : after.in(serviceId);
        return collection
                .find(Filters.and(Filters.gt("_id", first), before(serviceId)))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(Stored::state)
                .into(new ArrayList<>());
    }

    /** "0" is the character after "/", so this is the end of all keys of the service. */
    private static Bson before(String serviceId) {
        return Filters.lt("_id", serviceId + "0");
    }

    @Override
    public int countOf(String serviceId, List<ProductId> ids) {
        List<String> keys = ids.stream().map(id -> id.in(serviceId)).toList();
        return keysOf(Filters.in("_id", keys)).into(new ArrayList<>()).size();
    }

    @Override
    public boolean hasAtLeast(String serviceId, int count) {
        Bson all = Filters.and(Filters.gt("_id", serviceId + "/"), before(serviceId));
        return count < 1
                || keysOf(all).sort(Sorts.ascending("_id")).skip(count - 1).first() != null;
    }

    private FindIterable<Document> keysOf(Bson which) {
        return collection.withDocumentClass(Document.class).find(which).projection(Projections.include("_id"));
    }
}
