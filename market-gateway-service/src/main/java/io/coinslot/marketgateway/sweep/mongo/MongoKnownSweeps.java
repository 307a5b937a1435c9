package io.coinslot.marketgateway.sweep.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.coinslot.marketgateway.sweep.KnownSweeps;
import io.coinslot.marketgateway.sweep.Sweep;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads them in the order of their ids, which every collection is indexed by. */
public final class MongoKnownSweeps implements KnownSweeps {
    private static final String ID = "_id";

    private final MongoCollection<Stored<Sweep>> sweeps;

    public MongoKnownSweeps(MongoAggregateStore<Sweep> store) {
        sweeps = store.collection();
    }

    @Override
    public List<Sweep> page(@Nullable String after, int limit) {
        List<Sweep> page = new ArrayList<>();
        sweeps.find(after == null ? Filters.empty() : Filters.gt(ID, after))
                .sort(Sorts.ascending(ID))
                .limit(limit)
                .forEach(stored -> page.add(stored.state()));
        return page;
    }
}
