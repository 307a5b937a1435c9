package io.coinslot.cardregistry.token.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenLists;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Lists from the tokens' own collection, along indexes. */
public final class MongoTokenLists implements TokenLists {
    private static final String SERVICE = "state.owner.serviceId";
    private static final String USER = "state.owner.userId";
    private static final String CREATED_AT = "state.owner.createdAt";
    private static final String ACCOUNT = "state.owner.accountReference";
    private static final String DELETION_PARKED_AT = "state.parkedDeletion.parkedAt";
    private static final String HOLD_PARKED_AT = "state.parkedHolds.parkedAt";
    private static final String ID = "_id";

    private final MongoCollection<Stored<Token>> tokens;

    public MongoTokenLists(MongoAggregateStore<Token> store) {
        tokens = store.collection();
        store.wantIndex(Indexes.compoundIndex(Indexes.ascending(SERVICE, USER), Indexes.descending(CREATED_AT, ID)));
        store.wantIndex(Indexes.ascending(ACCOUNT));
        // Sparse: hardly any token has them.
        store.wantIndex(Indexes.ascending(DELETION_PARKED_AT), new IndexOptions().sparse(true));
        store.wantIndex(Indexes.ascending(HOLD_PARKED_AT), new IndexOptions().sparse(true));
    }

    @Override
    public List<Token> newestFirst(String serviceId, String userId, @Nullable Place after, int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(Filters.eq(SERVICE, serviceId));
        filters.add(Filters.eq(USER, userId));
        if (after != null) {
            Date time = Date.from(after.createdAt());
            filters.add(Filters.lte(CREATED_AT, time));
            filters.add(Filters.or(Filters.lt(CREATED_AT, time), Filters.lt(ID, after.tokenUniqueReference())));
        }
        return states(Filters.and(filters), Sorts.descending(CREATED_AT, ID), limit);
    }

    @Override
    public List<Token> activeOf(String accountReference, int limit) {
        Bson filter = Filters.and(
                Filters.eq(ACCOUNT, accountReference), Filters.eq("state.status", TokenStatus.ACTIVE.name()));
        return states(filter, Sorts.ascending(ID), limit);
    }

    @Override
    public List<Token> parkedDeletions(@Nullable String after, int limit) {
        return parked(DELETION_PARKED_AT, after, limit);
    }

    @Override
    public List<Token> parkedHolds(@Nullable String after, int limit) {
        return parked(HOLD_PARKED_AT, after, limit);
    }

    private List<Token> parked(String since, @Nullable String after, int limit) {
        Bson parked = Filters.gte(since, new Date(0));
        return states(after == null ? parked : Filters.and(parked, Filters.gt(ID, after)), Sorts.ascending(ID), limit);
    }

    private List<Token> states(Bson filter, Bson order, int limit) {
        List<Token> states = new ArrayList<>();
        tokens.find(filter).sort(order).limit(limit).forEach(stored -> states.add(stored.state()));
        return states;
    }
}
