package io.coinslot.gateway.client.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.util.Optional;
import org.bson.Document;

/** Clients in the collection clients, by client id; the version decides between changes made at once. */
public final class MongoClients implements Clients {
    private final MongoCollection<Document> collection;

    public MongoClients(MongoDatabase database) {
        this.collection = database.getCollection("clients");
    }

    @Override
    public Optional<ClientRecord> find(String clientId) {
        return Optional.ofNullable(collection.find(eq("_id", clientId)).first()).map(ClientDocument::toRecord);
    }

    @Override
    public ClientRecord addIfMissing(ClientRecord client) {
        try {
            collection.insertOne(ClientDocument.of(client));
            return client;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getError().getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return find(client.clientId()).orElseThrow();
        }
    }

    @Override
    public boolean replace(ClientRecord changed) {
        return collection
                        .replaceOne(
                                and(eq("_id", changed.clientId()), eq("version", changed.version() - 1)),
                                ClientDocument.of(changed))
                        .getMatchedCount()
                == 1;
    }
}
