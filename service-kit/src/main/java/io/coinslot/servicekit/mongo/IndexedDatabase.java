package io.coinslot.servicekit.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import io.coinslot.servicekit.trace.Causes;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The service's database with the indexes that the service wants there. A process starts without those that it cannot
 * have yet, as the store is away or takes long to fill them, and goes on asking; it is not ready until it has them all.
 * What holds without an index holds with it: none of them decides anything.
 */
public final class IndexedDatabase implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(IndexedDatabase.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final MongoDatabase database;
    private final Duration firstPause;
    private final Queue<WantedIndex> missing = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile boolean running;
    private @Nullable Thread asking;

    public IndexedDatabase(MongoDatabase database) {
        this(database, FIRST_PAUSE);
    }

    /** @param firstPause after the first failure; it doubles with each, up to half a minute */
    IndexedDatabase(MongoDatabase database, Duration firstPause) {
        this.database = database;
        this.firstPause = firstPause;
    }

    /** The store has an index of the same name or keys with other options: somebody has to drop one of the two. */
    public static final class ContradictedIndex extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private ContradictedIndex(WantedIndex index, MongoException cause) {
            super("The store cannot have the index " + index + ": " + cause.getMessage(), cause);
        }
    }

    private record WantedIndex(MongoCollection<?> collection, Bson keys, IndexOptions options) {
        /** CannotCreateIndex, IndexOptionsConflict, IndexKeySpecsConflict and InvalidIndexSpecificationOption. */
        private static final Set<Integer> CONTRADICTIONS = Set.of(67, 85, 86, 197);

        private static final int OPTIONS_CONFLICT = 85;

        void make(MongoDatabase database) {
            try {
                collection.createIndex(keys, options);
            } catch (MongoException e) {
                if (!CONTRADICTIONS.contains(e.getCode())) {
                    throw e;
                }
                Long expireAfterSeconds = options.getExpireAfter(TimeUnit.SECONDS);
                if (e.getCode() != OPTIONS_CONFLICT || expireAfterSeconds == null) {
                    throw new ContradictedIndex(this, e);
                }
                changeExpiry(database, expireAfterSeconds);
            }
        }

        /** How long documents are kept is a setting; it is the one option that changes where the index lies. */
        private void changeExpiry(MongoDatabase database, long expireAfterSeconds) {
            LOG.info("The documents of the index {} are kept for {} seconds from now on", this, expireAfterSeconds);
            database.runCommand(
                    new Document("collMod", collection.getNamespace().getCollectionName())
                            .append(
                                    "index",
                                    new Document("keyPattern", keys.toBsonDocument())
                                            .append("expireAfterSeconds", expireAfterSeconds)));
            try {
                collection.createIndex(keys, options);
            } catch (MongoException e) {
                throw CONTRADICTIONS.contains(e.getCode()) ? new ContradictedIndex(this, e) : e;
            }
        }

        @Override
        public String toString() {
            return collection.getNamespace().getCollectionName() + " "
                    + keys.toBsonDocument().toJson();
        }
    }

    public MongoDatabase database() {
        return database;
    }

    public MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }

    /** As {@link #wantIndex(MongoCollection, Bson, IndexOptions)}, without options. */
    public void wantIndex(MongoCollection<?> collection, Bson keys) {
        wantIndex(collection, keys, new IndexOptions());
    }

    /** Asks for an index of a collection here, to be called while the process is put together. It is made at the start. */
    public void wantIndex(MongoCollection<?> collection, Bson keys, IndexOptions options) {
        missing.add(new WantedIndex(collection, keys, options));
    }

    /** What is not made yet, for people to read: the collections and keys. */
    public List<String> missingIndexes() {
        return missing.stream().map(WantedIndex::toString).toList();
    }

    /**
     * Makes the indexes, or as many as the store makes now and the others in the background.
     *
     * @throws ContradictedIndex if that would be in vain
     */
    @Override
    public void start() {
        running = true;
        if (!makeThem()) {
            asking = Thread.ofVirtual().name("indexes").start(this::goOn);
        }
    }

    private boolean makeThem() {
        for (WantedIndex index = missing.peek(); index != null; index = missing.peek()) {
            try {
                index.make(database);
            } catch (MongoException e) {
                LOG.warn("The index {} is not made yet, and this process not ready: {}", index, Causes.brief(e));
                return false;
            }
            missing.remove(index);
        }
        return true;
    }

    private void goOn() {
        Duration pause = firstPause;
        try {
            while (!ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                if (madeThemAtLast()) {
                    LOG.info("All indexes are made");
                    return;
                }
                Duration twice = pause.multipliedBy(2);
                pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
        }
    }

    /** Whoever sees in the log what is contradicted can still drop it, and does not have to start this process again. */
    private boolean madeThemAtLast() {
        try {
            return makeThem();
        } catch (RuntimeException e) {
            LOG.error("An index is not made, and this process not ready: {}", Causes.brief(e));
            return false;
        }
    }

    @Override
    public void stop() {
        ending.countDown();
        if (asking != null) {
            asking.interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before anybody calls or is heard. */
    @Override
    public int getPhase() {
        return 0;
    }
}
