package io.coinslot.gateway.client;

class InMemoryClientsTest extends ClientsContract {
    @Override
    protected Clients clients() {
        return new InMemoryClients();
    }

    @Override
    protected SpentIds spentIds() {
        return new InMemorySpentIds();
    }
}
