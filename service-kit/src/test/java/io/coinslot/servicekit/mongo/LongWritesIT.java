package io.coinslot.servicekit.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.aggregate.AggregateStore.Change;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.aggregate.Counter;
import io.coinslot.servicekit.aggregate.Stored;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store whose answers do not arrive any more, as while another primary is being elected. */
class LongWritesIT {
    private final EmbeddedStore server = EmbeddedStore.inMemory();
    private StoreLine line;
    private MongoClient client;

    @BeforeEach
    void connect() throws IOException {
        line = new StoreLine(server.uri());
        client = MongoClients.create(line.uri() + "/?retryWrites=false");
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        line.close();
        server.close();
    }

    @Test
    void areGivenUpWhenTheirTimeIsOver() {
        MongoAggregateStore<Counter> store = new MongoAggregateStore<>(
                        new IndexedDatabase(client.getDatabase("kit_writes")), "counters", Counter.class)
                .givingUpWritesAfter(Duration.ofMillis(700));
        assertThat(store.longestWrite()).isEqualTo(Duration.ofMillis(700));
        store.insert(List.of(counter("one", 1)));
        assertThat(store.update(List.of(new Change<>(1, counter("one", 2))))).isEqualTo(1);

        line.fallSilent();
        assertThatThrownBy(() -> store.insert(List.of(counter("two", 1)))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.update(List.of(new Change<>(2, counter("one", 3)))))
                .isInstanceOf(StoreUnavailable.class);
    }

    private static Stored<Counter> counter(String id, long version) {
        return new Stored<>(id, version, id + version, Instant.EPOCH, Counter.ZERO, 0, List.of(), List.of());
    }
}
