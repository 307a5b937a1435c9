package io.coinslot.settlement.balance.mongo;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.settlement.balance.OrderedLedgers;
import io.coinslot.settlement.journal.PurchaseLedger;
import java.util.function.Consumer;

/** Reads all ledgers in the order of an index, as a stream. */
public final class MongoOrderedLedgers implements OrderedLedgers {
    private static final String SERVICE = "state.serviceId";
    private static final String USER = "state.userId";

    private final MongoAggregateStore<PurchaseLedger> store;

    public MongoOrderedLedgers(MongoAggregateStore<PurchaseLedger> store) {
        this.store = store;
        store.wantIndex(Indexes.ascending(SERVICE, USER));
    }

    @Override
    public void forEach(Consumer<PurchaseLedger> consumer) {
        store.collection()
                .find()
                .sort(Sorts.ascending(SERVICE, USER))
                .projection(Projections.include("state"))
                .forEach(stored -> consumer.accept(stored.state()));
    }
}
