package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.table.CompactedTable;
import io.coinslot.servicekit.table.CompactedTables;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class CompactedTablesHealthIndicatorTest {
    @Test
    void aProcessThatCanReadNothingOfATopicIsNotReadyAndSaysOfWhich() {
        Health health = health(tables("catalog.product-states.v1"));

        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails()).containsEntry("cannotRead", List.of("catalog.product-states.v1"));
    }

    @Test
    void anyOtherIs() {
        assertThat(health(tables()).getStatus()).isEqualTo(Status.UP);
        assertThat(health(null).getStatus()).isEqualTo(Status.UP);
    }

    private static Health health(@Nullable CompactedTables tables) {
        return new CompactedTablesHealthIndicator(tables).health();
    }

    private static CompactedTables tables(String... unread) {
        return new CompactedTables() {
            @Override
            public <V extends SpecificRecord> CompactedTable<V> follow(String topic, Class<V> envelopeType) {
                throw new UnsupportedOperationException("nothing is followed here");
            }

            @Override
            public List<String> unreadTopics() {
                return List.of(unread);
            }
        };
    }
}
