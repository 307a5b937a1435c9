package io.coinslot.settlement.statement;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.settlement.journal.PurchaseLedger;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** Reads the ledgers with an entry in the period, by index, as a stream. */
final class MongoStatementEntries implements StatementEntries {
    private final MongoCollection<Stored<PurchaseLedger>> ledgers;

    MongoStatementEntries(MongoCollection<Stored<PurchaseLedger>> ledgers) {
        this.ledgers = ledgers;
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
        conditions.add(Filters.eq("state.serviceId", settlement.serviceId()));
        conditions.add(Filters.lt("state.owedSince", Date.from(settlement.carriesForwardUntil())));
        ofUser(settlement, conditions);
        ledgers.find(Filters.and(conditions))
                .projection(Projections.include("state"))
                .forEach(stored -> StatementEntry.debtsBefore(stored.state(), settlement.carriesForwardUntil())
                        .forEach(consumer));
    }

    private static void ofUser(Settlement settlement, List<Bson> conditions) {
        if (settlement.userId() != null) {
            conditions.add(Filters.eq("state.userId", settlement.userId()));
        }
    }

    private static Bson filter(Settlement settlement) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(Filters.eq("state.serviceId", settlement.serviceId()));
        conditions.add(Filters.elemMatch(
                "state.entries",
                Filters.and(
                        Filters.gte("bookedAt", Date.from(settlement.from())),
                        Filters.lt("bookedAt", Date.from(settlement.coversUntil())))));
        ofUser(settlement, conditions);
        return Filters.and(conditions);
    }
}
