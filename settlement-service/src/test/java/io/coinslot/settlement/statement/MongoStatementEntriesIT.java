package io.coinslot.settlement.statement;

import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.settlement.Store;
import io.coinslot.settlement.journal.PurchaseLedger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MongoStatementEntriesIT extends StatementEntriesContract {
    private static Store store;

    @BeforeAll
    static void open() {
        store = new Store();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    protected StatementEntries given(List<PurchaseLedger> ledgers) {
        MongoAggregateStore<PurchaseLedger> stored =
                new MongoAggregateStore<>(store.database(), "ledgers", PurchaseLedger.class);
        stored.insert(ledgers.stream()
                .map(ledger ->
                        new Stored<>(ledger.purchaseId(), 1, "w", Instant.EPOCH, ledger, 1, List.of(), List.of()))
                .toList());
        return new MongoStatementEntries(stored.collection());
    }
}
