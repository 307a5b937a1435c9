package io.coinslot.settlement.statement.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.settlement.journal.PurchaseLedger;
import io.coinslot.settlement.statement.Settlement;
import io.coinslot.settlement.statement.StatementEntries;
import io.coinslot.settlement.statement.StatementEntry;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** Reads the ledgers of the service with an entry in the period, or those of the user, by index, as a stream. */
public final class MongoStatementEntries implements StatementEntries {
    private static final String SERVICE = "state.serviceId";
    private static final String USER = "state.userId";
    private static final String ENTRIES = "state.entries";
    private static final String BOOKED_AT = "bookedAt";
    private static final String OWED_SINCE = "state.owedSince";

    private final MongoCollection<Stored<PurchaseLedger>> ledgers;

    public MongoStatementEntries(MongoAggregateStore<PurchaseLedger> store) {
        this.ledgers = store.collection();
        store.wantIndex(Indexes.ascending(SERVICE, ENTRIES + "." + BOOKED_AT));
        store.wantIndex(Indexes.ascending(SERVICE, OWED_SINCE));
        // A user buys little, at whatever time: who settles every user of a service reads each ledger once.
        store.wantIndex(Indexes.ascending(SERVICE, USER));
    }

    @Override
    public void forEach(Settlement settlement, Consumer<StatementEntry> consumer) {
        ledgers.find(filter(settlement))
                .projection(Projections.include("state"))
                .forEach(stored -> {
                    PurchaseLedger ledger = stored.state();
                    ledger.entries().stream()
                            .filter(entry -> settlement.covers(entry.bookedAt()))
                            .forEach(entry -> consumer.accept(StatementEntry.of(ledger, entry)));
                });
    }

    @Override
    public void forEachDebtBefore(Settlement settlement, Consumer<StatementEntry> consumer) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(Filters.eq(SERVICE, settlement.serviceId()));
        conditions.add(Filters.lt(OWED_SINCE, Date.from(settlement.carriesForwardUntil())));
        ofUser(settlement, conditions);
        ledgers.find(Filters.and(conditions))
                .projection(Projections.include("state"))
                .forEach(stored -> StatementEntry.debtsBefore(stored.state(), settlement.carriesForwardUntil())
                        .forEach(consumer));
    }

    private static void ofUser(Settlement settlement, List<Bson> conditions) {
        if (settlement.userId() != null) {
            conditions.add(Filters.eq(USER, settlement.userId()));
        }
    }

    private static Bson filter(Settlement settlement) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(Filters.eq(SERVICE, settlement.serviceId()));
        conditions.add(Filters.elemMatch(
                ENTRIES,
                Filters.and(
                        Filters.gte(BOOKED_AT, Date.from(settlement.from())),
                        Filters.lt(BOOKED_AT, Date.from(settlement.coversUntil())))));
        ofUser(settlement, conditions);
        return Filters.and(conditions);
    }
}
