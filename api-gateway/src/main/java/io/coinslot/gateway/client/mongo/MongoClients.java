package io.coinslot.gateway.client.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import io.coinslot.servicekit.problem.Problem;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients in the collection clients, by client id; the version decides between changes made at once. While the store is
 * away every call is refused with 503.
 */
public final class MongoClients implements Clients {
    private static final Logger LOG = LoggerFactory.getLogger(MongoClients.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    private final MongoCollection<Document> collection;

    public MongoClients(MongoDatabase database) {
        this.collection = database.getCollection("clients");
    }

    @Override
    public Optional<ClientRecord> find(String clientId) {
        return asking(() -> read(clientId));
    }

    @Override
    public ClientRecord addIfMissing(ClientRecord client) {
        return asking(() -> {
            try {
                collection.insertOne(ClientDocument.of(client));
                return client;
            } catch (MongoWriteException e) {
                if (ErrorCategory.fromErrorCode(e.getError().getCode()) != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                return read(client.clientId()).orElseThrow();
            }
        });
    }

    @Override
    public boolean replace(ClientRecord changed) {
        return asking(() -> collection
                        .replaceOne(
                                and(eq("_id", changed.clientId()), eq("version", changed.version() - 1)),
                                ClientDocument.of(changed))
                        .getMatchedCount()
                == 1);
    }

    private Optional<ClientRecord> read(String clientId) {
        return Optional.ofNullable(collection.find(eq("_id", clientId)).first()).map(ClientDocument::toRecord);
    }

    /** What became of a write is not known, but all of them can be asked for again. */
    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            LOG.warn("Clients cannot be read or written", e);
            throw Problem.unavailable(
                            "Clients cannot be looked up at the moment; send the same request again",
                            RETRY_AFTER_SECONDS)
                    .asException();
        }
    }
}
