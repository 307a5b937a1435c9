package io.coinslot.settlement.journal.mongo;

import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.settlement.Store;
import io.coinslot.settlement.journal.WaitingCaptures;
import io.coinslot.settlement.journal.WaitingCapturesContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MongoWaitingCapturesIT extends WaitingCapturesContract {
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
    protected WaitingCaptures captures() {
        return new MongoWaitingCaptures(new IndexedDatabase(store.database()), Runnable::run);
    }
}
