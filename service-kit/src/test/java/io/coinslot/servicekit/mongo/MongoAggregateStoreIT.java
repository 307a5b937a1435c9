package io.coinslot.servicekit.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.aggregate.AggregateStore;
import io.coinslot.servicekit.aggregate.AggregateStoreContract;
import io.coinslot.servicekit.aggregate.Counter;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

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
        store = new MongoAggregateStore<>(client.getDatabase("kit_contract"), "counters", Counter.class);
    }

    @AfterAll
    static void disconnect() throws IOException {
        client.close();
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected AggregateStore<Counter> store() {
        return store;
    }
}
