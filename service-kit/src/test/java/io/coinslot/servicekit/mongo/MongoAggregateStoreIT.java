package io.coinslot.servicekit.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.aggregate.AggregateStore;
import io.coinslot.servicekit.aggregate.AggregateStoreContract;
import io.coinslot.servicekit.aggregate.Counter;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.event.OutboxEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the server that MONGODB_URI names, or else the embedded one. */
class MongoAggregateStoreIT extends AggregateStoreContract {
    private static EmbeddedStore server;
    private static MongoClient client;
    private static MongoAggregateStore<Counter> store;

    @BeforeAll
    static void connect() {
        String uri = System.getenv("MONGODB_URI");
        if (uri == null) {
            server = EmbeddedStore.inMemory();
            uri = server.uri();
        }
        client = MongoClients.create(uri);
        store = new MongoAggregateStore<>(
                new IndexedDatabase(client.getDatabase("kit_contract")), "counters", Counter.class);
    }

    @AfterAll
    static void disconnect() throws IOException {
        client.getDatabase("kit_contract").getCollection("unreadable").drop();
        client.getDatabase("kit_contract").getCollection("many").drop();
        client.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void passesOverWhatItCannotReadWhenSweeping() {
        MongoDatabase database = client.getDatabase("kit_contract");
        MongoAggregateStore<Counter> mixed =
                new MongoAggregateStore<>(new IndexedDatabase(database), "unreadable", Counter.class);
        mixed.insert(List.of(waiting("a"), waiting("b"), waiting("c"), waiting("d")));
        database.getCollection("unreadable")
                .updateMany(Filters.in("_id", "a", "b", "c"), Updates.set("state.value", "of a newer release"));

        Instant later = Instant.EPOCH.plusSeconds(2);
        assertThat(mixed.withUnpublished(later, 10)).extracting(Stored::id).containsExactly("d");
        assertThat(mixed.withVisibleTask(later, 10)).extracting(Stored::id).containsExactly("d");
        assertThat(mixed.withUnpublished(later, 2)).extracting(Stored::id).containsExactly("d");
    }

    @Test
    void walksOverNothingInPlaceOfWhatWasDoneSinceTheLookBefore() {
        MongoAggregateStore<Counter> many = new MongoAggregateStore<>(
                new IndexedDatabase(client.getDatabase("kit_contract")), "many", Counter.class);
        many.insert(Stream.of("a", "b", "c", "d", "e", "f")
                .map(MongoAggregateStoreIT::waiting)
                .toList());
        Instant later = Instant.EPOCH.plusSeconds(2);
        List<String> first =
                many.withVisibleTask(later, 2).stream().map(Stored::id).toList();
        first.forEach(
                id -> client.getDatabase("kit_contract").getCollection("many").deleteOne(Filters.eq(id)));

        assertThat(first).containsExactly("a", "b");
        assertThat(many.withVisibleTask(later, 2)).extracting(Stored::id).containsExactly("c", "d");
        assertThat(many.withVisibleTask(later, 2)).extracting(Stored::id).containsExactly("e", "f");
        assertThat(many.withVisibleTask(later, 2)).extracting(Stored::id).containsExactly("c", "d");
    }

    private static Stored<Counter> waiting(String id) {
        OutboxEntry event = new OutboxEntry("e-" + id, 1, "topic", id, Map.of(), new byte[0]);
        Task task = new Task("task", "kind", 0, false, Instant.EPOCH.plusSeconds(1), Map.of());
        return new Stored<>(id, 1, "w", Instant.EPOCH, Counter.ZERO, 1, List.of(event), List.of(task));
    }

    @Override
    protected AggregateStore<Counter> store() {
        return store;
    }
}
