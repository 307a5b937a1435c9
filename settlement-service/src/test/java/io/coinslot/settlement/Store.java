package io.coinslot.settlement;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Assumptions;

/** A database for one test class: on the server that MONGODB_URI names, or else on an embedded one. */
public final class Store implements AutoCloseable {
    private final EmbeddedStore store;
    private final MongoClient client;
    private final MongoDatabase database;

    public Store() {
        String uri = System.getenv("MONGODB_URI");
        store = uri == null ? EmbeddedStore.inMemory() : null;
        client = MongoClients.create(uri == null ? store.uri() : uri);
        database = client.getDatabase(
                        "settlement_" + UUID.randomUUID().toString().substring(0, 8))
                .withCodecRegistry(DocumentCodecs.registry());
    }

    public MongoDatabase database() {
        return database;
    }

    /**
     * The server will carry out the next command of this name and say that nobody else has it. A server that was not
     * started for tests cannot be told so: the test is left out there.
     */
    public void leaveUnconfirmed(String command) {
        try {
            client.getDatabase("admin")
                    .runCommand(Document.parse(
                            "{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands:" + " ['"
                                    + command + "'], writeConcernError: {code: 189, errmsg: 'stepped down'}}}"));
        } catch (MongoCommandException e) {
            Assumptions.abort("the server has no test commands: " + e.getErrorMessage());
        }
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
