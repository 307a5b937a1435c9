package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.mongo.IndexedDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A process is not ready before its store has made the indexes that it needs: without them it would read everything. */
final class StoreIndexesHealthIndicator implements HealthIndicator {
    private final @Nullable IndexedDatabase database;

    /** @param database null in a process that has none */
    StoreIndexesHealthIndicator(@Nullable IndexedDatabase database) {
        this.database = database;
    }

    @Override
    public Health health() {
        List<String> missing = database == null ? List.of() : database.missingIndexes();
        return missing.isEmpty()
                ? Health.up().build()
                : Health.outOfService().withDetail("waitingFor", missing).build();
    }
}
