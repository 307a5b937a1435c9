package io.coinslot.cardregistry.service;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** A database for one test class: on the server that MONGODB_URI names, or else on an embedded one. */
public final class Store implements AutoCloseable {
    private final EmbeddedStore store;
    private final MongoClient client;
    private final MongoDatabase database;

    public Store() {
        String uri = System.getenv("MONGODB_URI");
        store = uri == null ? EmbeddedStore.inMemory() : null;
        client = MongoClients.create(uri == null ? store.uri() : uri);
        database = client.getDatabase("cards_" + UUID.randomUUID().toString().substring(0, 8))
                .withCodecRegistry(DocumentCodecs.registry());
    }

    public MongoDatabase database() {
        return database;
    }

    /** For what the server says of itself. */
    public MongoDatabase admin() {
        return client.getDatabase("admin");
    }

    @Override
    public void close() {
        database.drop();
        client.close();
        if (store != null) {
            closeStore();
        }
    }

    private void closeStore() {
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
