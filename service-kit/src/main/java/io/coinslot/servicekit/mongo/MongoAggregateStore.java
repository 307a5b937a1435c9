package io.coinslot.servicekit.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.coinslot.servicekit.aggregate.AggregateStore;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.event.EventPublisher.Acknowledged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Aggregates in a MongoDB collection. Conditional writes by id and version; no transactions. */
public final class MongoAggregateStore<S> implements AggregateStore<S> {
    private static final Logger LOG = LoggerFactory.getLogger(MongoAggregateStore.class);
    private static final int DUPLICATE_KEY = 11000;
    /** How often the sweeper looks further when documents it cannot read are in the way of others. */
    private static final int MOST_PAGES = 5;

    private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Stored<S>> collection;
    private final MongoCollection<Stored<S>> writes;
    private final LookRound unpublished = new LookRound();
    private final LookRound visible = new LookRound();
    private final IndexedDatabase database;
    private final @Nullable Duration longestWrite;

    public MongoAggregateStore(IndexedDatabase database, String collectionName, Class<S> stateType) {
        this.database = database;
        StoredCodec<S> codec = new StoredCodec<>(DocumentCodecs.registry().get(stateType));
        collection = database.database()
                .getCollection(collectionName, codec.getEncoderClass())
                .withCodecRegistry(
                        CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(codec), DocumentCodecs.registry()));
        wantIndex(Indexes.ascending("outbox.sequence"), new IndexOptions().sparse(true));
        wantIndex(Indexes.ascending("tasks.visibleAt"), new IndexOptions().sparse(true));
        writes = collection;
        longestWrite = null;
    }

    private MongoAggregateStore(
            IndexedDatabase database, MongoCollection<Stored<S>> collection, Duration longestWrite) {
        this.database = database;
        this.collection = collection;
        this.writes = collection.withTimeout(longestWrite.toMillis(), TimeUnit.MILLISECONDS);
        this.longestWrite = longestWrite;
    }

    /**
     * The same store with a bound on each write of aggregates, from the wait for a connection to the answer; the server
     * is told of it and gives up as well. Then {@link StoreUnavailable} is thrown.
     */
    public MongoAggregateStore<S> givingUpWritesAfter(Duration longest) {
        return new MongoAggregateStore<>(database, collection, longest);
    }

    @Override
    public @Nullable Duration longestWrite() {
        return longestWrite;
    }

    /** As {@link #wantIndex(Bson, IndexOptions)}, without options. */
    public void wantIndex(Bson keys) {
        wantIndex(keys, new IndexOptions());
    }

    /** Asks for an index of the collection, to be called while the process is put together: {@link IndexedDatabase}. */
    public void wantIndex(Bson keys, IndexOptions options) {
        database.wantIndex(collection, keys, options);
    }

    @Override
    public Map<String, Stored<S>> load(Collection<String> ids) {
        Bson filter = ids.size() == 1 ? Filters.eq(ids.iterator().next()) : Filters.in("_id", ids);
        Map<String, Stored<S>> found = new HashMap<>();
        answered(() -> {
            collection.find(filter).forEach(stored -> found.put(stored.id(), stored));
            return found;
        });
        return found;
    }

    @Override
    public Set<String> insert(List<Stored<S>> fresh) {
        return answered(() -> {
            try {
                writes.insertMany(fresh, new InsertManyOptions().ordered(false));
                return Set.of();
            } catch (MongoBulkWriteException e) {
                Set<String> existing = new HashSet<>();
                if (e.getWriteConcernError() != null) {
                    throw e;
                }
                for (BulkWriteError error : e.getWriteErrors()) {
                    if (error.getCode() != DUPLICATE_KEY) {
                        throw e;
                    }
                    existing.add(fresh.get(error.getIndex()).id());
                }
                return existing;
            }
        });
    }

    @Override
    public int update(List<Change<S>> changes) {
        List<ReplaceOneModel<Stored<S>>> replacements = new ArrayList<>(changes.size());
        for (Change<S> change : changes) {
            Bson filter =
                    Filters.and(Filters.eq("_id", change.next().id()), Filters.eq("version", change.expectedVersion()));
            replacements.add(new ReplaceOneModel<>(filter, change.next()));
        }
        return answered(() -> writes.bulkWrite(replacements, IN_ANY_ORDER).getMatchedCount());
    }

    @Override
    public void removePublished(Map<String, Acknowledged> lastById) {
        List<UpdateOneModel<Stored<S>>> updates = new ArrayList<>(lastById.size());
        lastById.forEach((id, last) -> updates.add(new UpdateOneModel<>(
                Filters.and(Filters.eq(id), Filters.elemMatch("outbox", isLast(last))),
                Updates.pullByFilter(Filters.eq("outbox", Filters.lte("sequence", last.throughSequence()))))));
        answered(() -> collection.bulkWrite(updates, IN_ANY_ORDER));
    }

    private static Bson isLast(Acknowledged last) {
        return Filters.and(Filters.eq("sequence", last.throughSequence()), Filters.eq("eventId", last.eventId()));
    }

    @Override
    public List<Stored<S>> withUnpublished(Instant writtenBefore, int limit) {
        return matching(
                Filters.and(Filters.gt("outbox.sequence", 0L), Filters.lt("writtenAt", Date.from(writtenBefore))),
                limit,
                unpublished);
    }

    @Override
    public List<Stored<S>> withVisibleTask(Instant visibleBefore, int limit) {
        return matching(Filters.lt("tasks.visibleAt", Date.from(visibleBefore)), limit, visible);
    }

    /**
     * A document that cannot be read, as after the way back from a newer release, keeps none of the others back; nor do
     * documents that nobody can do anything about, however many. Not sorted: an index over an array serves no sort but is
     * read in its order, by which what is due longest comes first.
     */
    private List<Stored<S>> matching(Bson filter, int limit, LookRound round) {
        MongoCollection<RawBsonDocument> undecoded = collection.withDocumentClass(RawBsonDocument.class);
        Map<String, Stored<S>> found = new LinkedHashMap<>();
        synchronized (round) {
            round.beginLook();
            for (int page = 0; page < MOST_PAGES && found.size() < limit; page++) {
                List<RawBsonDocument> documents = answered(() -> undecoded
                        .find(filter)
                        .skip(round.skipped())
                        .limit(limit)
                        .into(new ArrayList<>()));
                decode(documents, found, limit, round);
                if (round.endPage(documents.size() < limit && found.size() < limit)) {
                    break;
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** Until the limit is found. */
    private void decode(List<RawBsonDocument> documents, Map<String, Stored<S>> found, int limit, LookRound round) {
        Codec<Stored<S>> codec = collection.getCodecRegistry().get(collection.getDocumentClass());
        for (RawBsonDocument document : documents) {
            if (found.size() == limit) {
                return;
            }
            if (!round.comesTo(String.valueOf(document.get("_id")))) {
                continue;
            }
            try {
                Stored<S> stored = document.decode(codec);
                found.put(stored.id(), stored);
            } catch (RuntimeException e) {
                LOG.error(
                        "{} of {} cannot be read and is passed over",
                        document.get("_id"),
                        collection.getNamespace(),
                        e);
            }
        }
    }

    /** For queries of the service's own; writes go through the engine alone. */
    public MongoCollection<Stored<S>> collection() {
        return collection;
    }

    private static <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            if (StoreOutage.isBehind(e)) {
                throw new StoreUnavailable("the store does not answer, or not for certain", e);
            }
            throw e;
        }
    }
}
