package io.coinslot.marketgateway.payment.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.coinslot.marketgateway.payment.ParkedPayments;
import io.coinslot.marketgateway.payment.Parking;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Finds them by an index of them alone: hardly any payment is ever in it. */
public final class MongoParkedPayments implements ParkedPayments {
    private static final String STATE = "state.parking.state";
    private static final String ID = "_id";
    private static final Bson PARKED = Filters.eq(STATE, Parking.State.PARKED.name());

    private final MongoCollection<Stored<Payment>> payments;

    public MongoParkedPayments(MongoAggregateStore<Payment> store) {
        payments = store.collection();
        store.wantIndex(Indexes.ascending(STATE, ID), new IndexOptions().partialFilterExpression(PARKED));
    }

    @Override
    public List<Payment> page(@Nullable String after, int limit) {
        List<Payment> page = new ArrayList<>();
        payments.find(after == null ? PARKED : Filters.and(PARKED, Filters.gt(ID, after)))
                .sort(Sorts.ascending(STATE, ID))
                .limit(limit)
                .forEach(stored -> page.add(stored.state()));
        return page;
    }
}
