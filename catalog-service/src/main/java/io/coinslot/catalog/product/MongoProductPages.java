package io.coinslot.catalog.product;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.coinslot.servicekit.aggregate.Stored;
import java.util.ArrayList;
import java.util.List;
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
        // "0" is the character after "/", so this is the end of all keys of the service.
        String end = serviceId + "0";
        return collection
                .find(Filters.and(Filters.gt("_id", first), Filters.lt("_id", end)))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(Stored::state)
                .into(new ArrayList<>());
    }
}
