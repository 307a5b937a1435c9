package io.coinslot.marketgateway.payment.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.OpenPayments;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.ArrayList;
import java.util.List;

/** Finds open payments by indices on what binds them at markets: the buyer's name, or the purchase's own UUID. */
public final class MongoOpenPayments implements OpenPayments {
    private static final String BUYER = "state.order.obfuscatedAccountId";
    private static final String ACCOUNT_TOKEN = "state.order.appAccountToken";
    private static final int MOST = 200;

    private final MongoCollection<Stored<Payment>> payments;

    public MongoOpenPayments(MongoAggregateStore<Payment> store) {
        payments = store.collection();
        store.wantIndex(Indexes.ascending(BUYER));
        store.wantIndex(Indexes.ascending(ACCOUNT_TOKEN));
    }

    @Override
    public List<Payment> ofBuyer(String serviceId, MarketId market, String binding) {
        return payments
                .find(Filters.and(
                        Filters.or(Filters.eq(BUYER, binding), Filters.eq(ACCOUNT_TOKEN, binding)),
                        Filters.eq("state.order.serviceId", serviceId),
                        Filters.eq("state.order.market", market.value()),
                        Filters.exists("state.capture", false)))
                .sort(Sorts.descending("state.order.requestedAt"))
                .limit(MOST)
                .into(new ArrayList<>())
                .stream()
                .map(Stored::state)
                .toList();
    }
}
