package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;

/** A database of the store. Its collections and indexes are described in collections of its own and found again. */
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Integer> {
    private static final int NOT_IMPLEMENTED = 238;

    private final Engine engine;
    /** The collections that were there before; while they are found again only. */
    private final List<StoreCollection> reopened = new ArrayList<>();

    private boolean reopening = true;

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

    @Override
    protected synchronized void addIndex(Document description) {
        if (description.containsKey("partialFilterExpression") && Boolean.TRUE.equals(description.get("unique"))) {
            throw new MongoServerError(NOT_IMPLEMENTED, "the embedded store has no partial unique indexes");
        }
        super.addIndex(description);
    }

    @Override
    protected Index<Integer> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return new DigestIndex(indexName, keys, sparse, engine.indexMemory());
    }

    @Override
    protected Index<Integer> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return new SortedIndex(indexName, keys, sparse, engine.queries(), engine.indexMemory());
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
