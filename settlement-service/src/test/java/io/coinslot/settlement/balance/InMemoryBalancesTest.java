package io.coinslot.settlement.balance;

class InMemoryBalancesTest extends BalancesContract {
    private final Balances balances = new InMemoryBalances();

    @Override
    protected Balances balances() {
        return balances;
    }
}
