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
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A primary that made a write and stepped down before the others had it. */
class UnconfirmedWritesTest {
    private final EmbeddedStore server = EmbeddedStore.inMemory();
    private final MongoClient client = MongoClients.create(server.uri());
    private final MongoAggregateStore<Counter> store = new MongoAggregateStore<>(
            new IndexedDatabase(client.getDatabase("unconfirmed")), "counters", Counter.class);

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private void leaveUnconfirmed(String command) {
        client.getDatabase("admin")
                .runCommand(Document.parse("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands:"
                        + " ['" + command + "'], writeConcernError: {code: 11602, errmsg: 'stepped down'}}}"));
    }

    @Test
    void areNotTakenForMade() {
        leaveUnconfirmed("insert");
        assertThatThrownBy(() -> store.insert(List.of(counter(1)))).isInstanceOf(StoreUnavailable.class);
        leaveUnconfirmed("update");
        assertThatThrownBy(() -> store.update(List.of(new Change<>(1, counter(2)))))
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void areNotTakenForThoseOfAnotherWriterEither() {
        leaveUnconfirmed("insert");
        assertThatThrownBy(() -> store.insert(List.of(counter(1), counter(1)))).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void areLookedUp() {
        leaveUnconfirmed("insert");
        assertThatThrownBy(() -> store.insert(List.of(counter(1)))).isInstanceOf(StoreUnavailable.class);

        assertThat(store.insert(List.of(counter(1)))).containsExactly("one");
        assertThat(store.load(List.of("one"))).containsOnlyKeys("one");
    }

    private static Stored<Counter> counter(long version) {
        return new Stored<>("one", version, "w" + version, Instant.EPOCH, Counter.ZERO, 0, List.of(), List.of());
    }
}
