package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.table.CompactedTables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * A process that can read nothing of a topic that it follows is not ready: those that read it before go on. One that can
 * read some of it is, as otherwise a single record that nobody can read would take all processes out of service.
 */
final class CompactedTablesHealthIndicator implements HealthIndicator {
    private final @Nullable CompactedTables tables;

    /** @param tables null in a process that has none */
    CompactedTablesHealthIndicator(@Nullable CompactedTables tables) {
        this.tables = tables;
    }

    @Override
    public Health health() {
        List<String> unread = tables == null ? List.of() : tables.unreadTopics();
        return unread.isEmpty()
                ? Health.up().build()
                : Health.outOfService().withDetail("cannotRead", unread).build();
    }
}
