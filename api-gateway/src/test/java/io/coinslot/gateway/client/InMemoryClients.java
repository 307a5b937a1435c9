package io.coinslot.gateway.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Clients for tests that need no store. */
public final class InMemoryClients implements Clients {
    private final Map<String, ClientRecord> clients = new ConcurrentHashMap<>();

    @Override
    public Optional<ClientRecord> find(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    @Override
    public ClientRecord addIfMissing(ClientRecord client) {
        ClientRecord present = clients.putIfAbsent(client.clientId(), client);
        return present == null ? client : present;
    }

    @Override
    public boolean replace(ClientRecord changed) {
        ClientRecord present = clients.get(changed.clientId());
        return present != null
                && present.version() == changed.version() - 1
                && clients.replace(changed.clientId(), present, changed);
    }
}
