package io.coinslot.servicekit.aggregate;

class InMemoryAggregateStoreTest extends AggregateStoreContract {
    private final InMemoryAggregateStore<Counter> store = new InMemoryAggregateStore<>();

    @Override
    protected AggregateStore<Counter> store() {
        return store;
    }
}
