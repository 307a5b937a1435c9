package io.coinslot.gateway.client;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Used assertions for tests that need no store. */
public final class InMemorySpentAssertions implements SpentAssertions {
    private final Set<String> spent = ConcurrentHashMap.newKeySet();

    @Override
    public boolean spend(String clientId, String assertionId, Instant expiresAt) {
        return spent.add(clientId + " " + assertionId);
    }
}
