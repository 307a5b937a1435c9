package io.coinslot.gateway.client;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Used ids for tests that need no store. */
public final class InMemorySpentIds implements SpentIds {
    private final Set<String> spent = ConcurrentHashMap.newKeySet();

    @Override
    public boolean spend(String owner, String id, Instant expiresAt) {
        return spent.add(owner + " " + id);
    }
}
