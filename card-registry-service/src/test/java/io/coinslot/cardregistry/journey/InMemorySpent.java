package io.coinslot.cardregistry.journey;

import io.coinslot.cardregistry.account.SpentAssertions;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Spent assertions that are never forgotten. */
public final class InMemorySpent implements SpentAssertions {
    private final Map<String, String> registrations = new ConcurrentHashMap<>();

    @Override
    public boolean spend(String assertionId, Instant expiresAt, String registrationId) {
        String first = registrations.putIfAbsent(assertionId, registrationId);
        return first == null || first.equals(registrationId);
    }
}
