package io.coinslot.settlement.statement.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.settlement.Store;
import io.coinslot.settlement.journal.Ledgers;
import io.coinslot.settlement.journal.PurchaseLedger;
import io.coinslot.settlement.statement.Scope;
import io.coinslot.settlement.statement.Settlement;
import io.coinslot.settlement.statement.Settlement.Period;
import io.coinslot.settlement.statement.StatementEntries;
import io.coinslot.settlement.statement.StatementEntriesContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MongoStatementEntriesIT extends StatementEntriesContract {
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

    private static Store store;

    @BeforeAll
    static void open() {
        store = new Store();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    /** Half of the others bought in the same month, half of them earlier. */
    @Test
    void whatOneUserIsSettledByIsFoundAmongThoseOfAllOthers() {
        List<PurchaseLedger> ledgers = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            Instant at = BEGIN.plus(Duration.ofDays(number % 2 == 0 ? 3 : -3));
            ledgers.add(Ledgers.captured("pur_" + number, "crowded", "other-" + number, at));
        }
        ledgers.add(Ledgers.captured("pur_mine", "crowded", "mine", BEGIN.plus(Duration.ofDays(1))));
        StatementEntries entries = given(ledgers);
        Period month = new Period(Scope.USER, "mine", BEGIN, BEGIN.plus(Duration.ofDays(30)));
        Settlement settlement = Settlement.requested("set_mine", "crowded", "f", month, month.to());
        long before = looked();
        List<String> found = new ArrayList<>();
        entries.forEach(settlement, entry -> found.add(entry.entryId()));
        entries.forEachDebtBefore(settlement, entry -> found.add(entry.entryId()));
        assertThat(found).containsExactly("pur_mine-1");
        assertThat(looked() - before).isLessThan(20);
    }

    /** How many documents the server looked at so far; others may use it too. */
    private static long looked() {
        return store.database()
                .runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class)
                .get("queryExecutor", Document.class)
                .getLong("scannedObjects");
    }

    @Override
    protected StatementEntries given(List<PurchaseLedger> ledgers) {
        IndexedDatabase database = new IndexedDatabase(store.database());
        MongoAggregateStore<PurchaseLedger> stored =
                new MongoAggregateStore<>(database, "ledgers", PurchaseLedger.class);
        stored.insert(ledgers.stream()
                .map(ledger ->
                        new Stored<>(ledger.purchaseId(), 1, "w", Instant.EPOCH, ledger, 1, List.of(), List.of()))
                .toList());
        StatementEntries entries = new MongoStatementEntries(stored);
        database.start();
        return entries;
    }
}
