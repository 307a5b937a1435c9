package io.coinslot.settlement.balance;

import io.coinslot.settlement.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MongoBalancesIT extends BalancesContract {
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
    protected Balances balances() {
        return new MongoBalances(store.database());
    }

    @Override
    protected EntryPlaces places() {
        return new MongoEntryPlaces(store.database());
    }
}
