package io.coinslot.gateway.client;

class InMemoryClientsTest extends ClientsContract {
    @Override
    protected Clients clients() {
        return new InMemoryClients();
    }

    @Override
    protected SpentAssertions spentAssertions() {
        return new InMemorySpentAssertions();
    }
}
