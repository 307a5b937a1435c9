package io.coinslot.cardregistry.account;

import io.coinslot.cardregistry.journey.InMemorySpent;

class InMemorySpentTest extends SpentAssertionsContract {
    private final InMemorySpent spent = new InMemorySpent();

    @Override
    SpentAssertions instance() {
        return spent;
    }
}
