package io.coinslot.settlement.balance;

class InMemoryBalancesTest extends BalancesContract {
    private final Balances balances = new InMemoryBalances();

    private final EntryPlaces places = new InMemoryEntryPlaces();

    @Override
    protected EntryPlaces places() {
        return places;
    }

    @Override
    protected Balances balances() {
        return balances;
    }
}
