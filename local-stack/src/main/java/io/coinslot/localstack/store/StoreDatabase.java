package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A database of the store. Its collections and indexes are described in collections of its own and found again. */
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Integer> {
    private static final int NOT_IMPLEMENTED = 238;
    private static final String PARTIAL = "partialFilterExpression";

    private final Engine engine;
    /** The collections that were there before; while they are found again only. */
    private final List<StoreCollection> reopened = new ArrayList<>();

    private boolean reopening = true;
    /** Of the index that is being made; null while none is. */
    private @Nullable Document description;

    StoreDatabase(String name, CursorRegistry cursorRegistry, Engine engine) {
        super(name, cursorRegistry);
        this.engine = engine;
        initializeNamespacesAndIndexes();
        reopened.forEach(collection -> collection.indexFilling().fillNoted());
        reopened.clear();
        reopening = false;
    }

    @Override
    protected StoreCollection openOrCreateCollection(String name, CollectionOptions options) {
        StoreCollection collection = new StoreCollection(this, name, options, cursorRegistry, engine);
        if (reopening) {
            collection.indexFilling().later();
            reopened.add(collection);
        }
        return collection;
    }

    /** Whether each index that a createIndexes asks for has been made. */
    boolean hasIndexes(Document createIndexes) {
        String namespace = getDatabaseName() + "." + createIndexes.get("createIndexes");
        Set<Object> names = new HashSet<>();
        for (Document index : getOrCreateIndexesCollection().queryAll()) {
            if (namespace.equals(index.get("ns"))) {
                names.add(index.get("name"));
            }
        }
        return createIndexes.get("indexes") instanceof List<?> asked
                && asked.stream()
                        .allMatch(index -> index instanceof Document named && names.contains(named.get("name")));
    }

    @Override
    protected synchronized void addIndex(Document asked) {
        if (asked.containsKey(PARTIAL) && Boolean.TRUE.equals(asked.get("unique"))) {
            throw new MongoServerError(NOT_IMPLEMENTED, "the embedded store has no partial unique indexes");
        }
        if (!reopening) {
            Expiries.refuseAnother(asked, getOrCreateIndexesCollection().queryAll());
        }
        // The first index of a collection makes the collection, and with it another index.
        Document outer = description;
        description = asked;
        try {
            super.addIndex(asked);
        } finally {
            description = outer;
        }
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        return command.toLowerCase(Locale.ROOT).equals(Expiries.COMMAND)
                ? Expiries.change(getDatabaseName() + "." + query.get(command), query, getOrCreateIndexesCollection())
                : super.handleCommand(channel, command, query, databases, oplog);
    }

    @Override
    protected Index<Integer> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return new DigestIndex(indexName, keys, sparse, engine.indexMemory());
    }

    @Override
    protected Index<Integer> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        Object partial = descriptionOf(collectionName, indexName).get(PARTIAL);
        return new SortedIndex(
                indexName, keys, sparse, PartialFilter.of(partial), engine.queries(), engine.indexMemory());
    }

    /** The library does not hand it on: it is the one that was asked for, or that is found again. */
    private Document descriptionOf(String collectionName, String indexName) {
        if (description != null) {
            return description;
        }
        String namespace = getDatabaseName() + "." + collectionName;
        for (Document known : indexes.get().queryAll()) {
            if (indexName.equals(known.get("name")) && namespace.equals(known.get("ns"))) {
                return known;
            }
        }
        throw new IllegalStateException("the index " + indexName + " of " + namespace + " is described nowhere");
    }

    @Override
    protected long getStorageSize() {
        return 0;
    }

    @Override
    protected long getFileSize() {
        return 0;
    }
}
