package io.coinslot.cardregistry.registration.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationLists;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.ArrayList;
import java.util.List;

/** Lists from the registrations' own collection, along an index. */
public final class MongoRegistrationLists implements RegistrationLists {
    private static final String APP = "state.request.paymentAppInstanceId";
    private static final String CREATED_AT = "state.createdAt";

    private final MongoCollection<Stored<Registration>> collection;

    public MongoRegistrationLists(MongoAggregateStore<Registration> store) {
        this.collection = store.collection();
        collection.createIndex(Indexes.compoundIndex(Indexes.ascending(APP), Indexes.descending(CREATED_AT)));
    }

    @Override
    public List<Registration> onApp(String paymentAppInstanceId, int limit) {
        List<Registration> found = new ArrayList<>();
        collection
                .find(Filters.eq(APP, paymentAppInstanceId))
                .sort(Sorts.descending(CREATED_AT))
                .limit(limit)
                .forEach(stored -> found.add(stored.state()));
        return found;
    }
}
