package io.coinslot.billing.purchase.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseLists;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Lists from the purchases' own collection. All states but COMPLETED, in which most purchases are, have partial indexes,
 * so that the few in such a state are found among many that are done: one by state for those that purchases rest in, which
 * most never come to, and one of all that are on their way, which each enters once and leaves once. A market is one for
 * ever, so that the index by market has one entry for each purchase. The store ends a query before it is asked again: else
 * one that takes too long would run beside its own repetition.
 */
public final class MongoPurchaseLists implements PurchaseLists {
    private static final String SERVICE = "state.order.buyer.serviceId";
    private static final String USER = "state.order.buyer.userId";
    private static final String CREATED_AT = "state.order.createdAt";
    private static final String DELIVERY_STATUS = "state.delivery.status";
    private static final String DEADLINE = "state.delivery.deadline";
    private static final String STATUS = "state.status";
    private static final String MARKET = "state.order.market";
    private static final String ID = "_id";
    private static final int MOST_LOOKED_AT = 20;
    /** Less than a connection waits for an answer. */
    private static final long LONGEST_QUERY_SECONDS = 8;

    private static final Set<PurchaseStatus> ON_THEIR_WAY = EnumSet.of(
            PurchaseStatus.REQUESTED,
            PurchaseStatus.PAYABLE,
            PurchaseStatus.VERIFYING,
            PurchaseStatus.PAID,
            PurchaseStatus.DELIVERED);

    private final MongoCollection<Stored<Purchase>> purchases;

    public MongoPurchaseLists(MongoAggregateStore<Purchase> store) {
        purchases = store.collection();
        store.wantIndex(Indexes.compoundIndex(Indexes.ascending(SERVICE, USER), Indexes.descending(CREATED_AT, ID)));
        store.wantIndex(Indexes.compoundIndex(Indexes.ascending(SERVICE), Indexes.descending(CREATED_AT, ID)));
        store.wantIndex(Indexes.compoundIndex(Indexes.ascending(SERVICE, MARKET), Indexes.descending(CREATED_AT, ID)));
        // Another key than that of the index of all: only the filter would tell the two apart.
        store.wantIndex(Indexes.descending(SERVICE, CREATED_AT, ID), of(ON_THEIR_WAY));
        Set<PurchaseStatus> resting = EnumSet.complementOf(EnumSet.of(PurchaseStatus.COMPLETED));
        resting.removeAll(ON_THEIR_WAY);
        store.wantIndex(
                Indexes.compoundIndex(Indexes.ascending(SERVICE, STATUS), Indexes.descending(CREATED_AT, ID)),
                of(resting));
        IndexOptions ofPending =
                new IndexOptions().partialFilterExpression(Filters.eq(DELIVERY_STATUS, DeliveryStatus.PENDING.name()));
        store.wantIndex(Indexes.ascending(SERVICE, DEADLINE, ID), ofPending);
        store.wantIndex(Indexes.ascending(DEADLINE, ID), ofPending);
    }

    private static IndexOptions of(Set<PurchaseStatus> states) {
        return new IndexOptions()
                .partialFilterExpression(Filters.in(
                        STATUS, states.stream().map(PurchaseStatus::name).toList()));
    }

    @Override
    public List<Stored<Purchase>> newestFirst(Query query, @Nullable Place after, int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(Filters.eq(SERVICE, query.serviceId().value()));
        if (query.userId() != null) {
            filters.add(Filters.eq(USER, query.userId().value()));
        }
        if (query.status() != null) {
            filters.add(Filters.eq(STATUS, query.status().name()));
        }
        if (query.market() != null) {
            filters.add(Filters.eq(MARKET, query.market().name()));
        }
        if (query.from() != null) {
            filters.add(Filters.gte(CREATED_AT, Date.from(query.from())));
        }
        if (query.to() != null) {
            filters.add(Filters.lt(CREATED_AT, Date.from(query.to())));
        }
        if (after != null) {
            Date time = Date.from(after.time());
            filters.add(Filters.lte(CREATED_AT, time));
            filters.add(Filters.or(Filters.lt(CREATED_AT, time), Filters.lt(ID, after.id())));
        }
        return page(Filters.and(filters), Sorts.descending(CREATED_AT, ID), limit);
    }

    @Override
    public List<Stored<Purchase>> pendingDeliveries(Due due, @Nullable Place after, int limit) {
        List<Bson> filters = pending(due);
        if (after != null) {
            Date time = Date.from(after.time());
            filters.add(Filters.gte(DEADLINE, time));
            filters.add(Filters.or(Filters.gt(DEADLINE, time), Filters.gt(ID, after.id())));
        }
        return page(Filters.and(filters), Sorts.ascending(DEADLINE, ID), limit);
    }

    /** By a query and not by the count command, for which the embedded store takes every document into memory. */
    @Override
    public long countPendingDeliveries(Due due, int most) {
        List<BsonDocument> found = purchases
                .withDocumentClass(BsonDocument.class)
                .find(Filters.and(pending(due)))
                .projection(Projections.include(ID))
                .limit(most)
                .maxTime(LONGEST_QUERY_SECONDS, TimeUnit.SECONDS)
                .into(new ArrayList<>());
        return found.size();
    }

    private static List<Bson> pending(Due due) {
        List<Bson> filters = new ArrayList<>();
        filters.add(Filters.eq(DELIVERY_STATUS, DeliveryStatus.PENDING.name()));
        if (due.serviceId() != null) {
            filters.add(Filters.eq(SERVICE, due.serviceId().value()));
        }
        if (due.before() != null) {
            filters.add(Filters.lt(DEADLINE, Date.from(due.before())));
        }
        return filters;
    }

    /** Reads the index and two fields of a bounded number of documents. */
    @Override
    public List<Market> marketsPaidAt(ServiceId serviceId, UserId userId) {
        List<Market> markets = new ArrayList<>();
        purchases
                .withDocumentClass(BsonDocument.class)
                .find(Filters.and(Filters.eq(SERVICE, serviceId.value()), Filters.eq(USER, userId.value())))
                .sort(Sorts.descending(CREATED_AT, ID))
                .limit(MOST_LOOKED_AT)
                .maxTime(LONGEST_QUERY_SECONDS, TimeUnit.SECONDS)
                .projection(Projections.fields(Projections.include(STATUS, MARKET), Projections.excludeId()))
                .forEach(found -> {
                    BsonDocument state = found.getDocument("state");
                    if (PurchaseStatus.valueOf(state.getString("status").getValue())
                            .isPaid()) {
                        markets.add(Market.valueOf(
                                state.getDocument("order").getString("market").getValue()));
                    }
                });
        return markets;
    }

    private List<Stored<Purchase>> page(Bson filter, Bson order, int limit) {
        return purchases
                .find(filter)
                .sort(order)
                .limit(limit)
                .maxTime(LONGEST_QUERY_SECONDS, TimeUnit.SECONDS)
                .into(new ArrayList<>());
    }
}
