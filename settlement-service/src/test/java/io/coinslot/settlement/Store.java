package io.coinslot.settlement;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import java.util.UUID;

/** A database for one test class: on the server that MONGODB_URI names, or else on an embedded one. */
public final class Store implements AutoCloseable {
    private final MongoServer server;
    private final MongoClient client;
    private final MongoDatabase database;

    public Store() {
        String uri = System.getenv("MONGODB_URI");
        server = uri == null ? new MongoServer(new MemoryBackend()) : null;
        client = MongoClients.create(uri == null ? server.bindAndGetConnectionString() : uri);
        database = client.getDatabase(
                        "settlement_" + UUID.randomUUID().toString().substring(0, 8))
                .withCodecRegistry(DocumentCodecs.registry());
    }

    public MongoDatabase database() {
        return database;
    }

    @Override
    public void close() {
        database.drop();
        client.close();
        if (server != null) {
            server.shutdownNow();
        }
    }
}
