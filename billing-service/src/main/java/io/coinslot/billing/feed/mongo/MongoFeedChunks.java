package io.coinslot.billing.feed.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.coinslot.billing.feed.ChunkHead;
import io.coinslot.billing.feed.ChunkId;
import io.coinslot.billing.feed.FeedChunks;
import io.coinslot.billing.feed.FeedEvent;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The feed in MongoDB: one document per chunk; each addition is conditional on the chunk's count and the offset it ended
 * with. The ids of a chunk's events lie beside them and are indexed; chunks of an older version have none.
 */
public final class MongoFeedChunks implements FeedChunks {
    private static final int DUPLICATE_KEY = 11000;
    private static final String COUNT = "count";
    private static final String LAST_OFFSET = "lastOffset";
    private static final String TOTALS = "totals";
    private static final String EVENTS = "events";
    private static final String EVENT_IDS = "eventIds";
    private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);
    /** A longer list of choices may be served by a scan. */
    private static final int MOST_LOOKED_UP = 200;

    private final MongoCollection<Document> collection;

    public MongoFeedChunks(IndexedDatabase database) {
        collection = database.collection("feed-chunks");
        database.wantIndex(collection, Indexes.ascending(EVENT_IDS), new IndexOptions().sparse(true));
    }

    @Override
    public Map<ChunkId, ChunkHead> heads(Collection<ChunkId> ids) {
        Map<ChunkId, ChunkHead> heads = new HashMap<>();
        find(ids, Projections.exclude(EVENTS, EVENT_IDS)).forEach((id, document) -> heads.put(id, head(id, document)));
        return heads;
    }

    @Override
    public Map<ChunkId, List<String>> events(Collection<ChunkId> ids) {
        Map<ChunkId, List<String>> events = new HashMap<>();
        find(ids, Projections.include(EVENTS))
                .forEach((id, document) -> events.put(id, document.getList(EVENTS, String.class)));
        return events;
    }

    @Override
    public Set<String> known(Collection<String> eventIds) {
        Set<String> known = new HashSet<>();
        List<String> ids = List.copyOf(eventIds);
        for (int from = 0; from < ids.size(); from += MOST_LOOKED_UP) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_LOOKED_UP));
            collection
                    .find(Filters.in(EVENT_IDS, some))
                    .projection(Projections.include(EVENT_IDS))
                    .forEach(chunk -> known.addAll(chunk.getList(EVENT_IDS, String.class)));
        }
        known.retainAll(ids);
        return known;
    }

    private Map<ChunkId, Document> find(Collection<ChunkId> ids, Bson projection) {
        Map<String, ChunkId> byKey = new HashMap<>();
        ids.forEach(id -> byKey.put(id.key(), id));
        Map<ChunkId, Document> found = new HashMap<>();
        for (Document document :
                collection.find(Filters.in("_id", byKey.keySet())).projection(projection)) {
            ChunkId id = byKey.get(document.getString("_id"));
            if (id != null) {
                found.put(id, document);
            }
        }
        return found;
    }

    private static ChunkHead head(ChunkId id, Document document) {
        Map<String, Long> totals = new HashMap<>();
        document.get(TOTALS, Document.class).forEach((name, total) -> totals.put(name, ((Number) total).longValue()));
        return new ChunkHead(id, document.getInteger(COUNT), document.getLong(LAST_OFFSET), totals);
    }

    @Override
    public boolean append(List<Addition> additions) {
        List<WriteModel<Document>> writes = new ArrayList<>(additions.size());
        int updates = 0;
        for (Addition addition : additions) {
            boolean exists = addition.before().count() > 0;
            writes.add(exists ? update(addition) : insert(addition));
            updates += exists ? 1 : 0;
        }
        try {
            // In order: a chunk must not appear before the one in front of it is full. What is not as expected ends it.
            return collection
                            .bulkWrite(writes, new BulkWriteOptions().ordered(true))
                            .getMatchedCount()
                    == updates;
        } catch (MongoBulkWriteException e) {
            boolean areOthersFaster = e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
            if (!areOthersFaster || e.getWriteConcernError() != null) {
                throw e;
            }
            return false;
        }
    }

    private static WriteModel<Document> insert(Addition addition) {
        ChunkHead after = addition.after();
        return new InsertOneModel<>(new Document("_id", after.id().key())
                .append(COUNT, after.count())
                .append(LAST_OFFSET, after.lastOffset())
                .append(TOTALS, new Document(new HashMap<>(after.totals())))
                .append(EVENTS, texts(addition))
                .append(EVENT_IDS, ids(addition)));
    }

    /**
     * If the chunk is not as it was expected, the upsert tries to insert it and meets its id: only such an error keeps
     * the additions behind this one from being made.
     */
    private static WriteModel<Document> update(Addition addition) {
        ChunkHead after = addition.after();
        return new UpdateOneModel<>(
                Filters.and(
                        Filters.eq("_id", after.id().key()),
                        Filters.eq(LAST_OFFSET, addition.before().lastOffset()),
                        // Offsets come again when the topic begins anew.
                        Filters.eq(COUNT, addition.before().count())),
                Updates.combine(
                        Updates.pushEach(EVENTS, texts(addition)),
                        Updates.pushEach(EVENT_IDS, ids(addition)),
                        Updates.set(COUNT, after.count()),
                        Updates.set(LAST_OFFSET, after.lastOffset()),
                        Updates.set(TOTALS, new Document(new HashMap<>(after.totals())))),
                OR_INSERT);
    }

    private static List<String> texts(Addition addition) {
        return addition.events().stream().map(FeedEvent::json).toList();
    }

    private static List<String> ids(Addition addition) {
        return addition.events().stream().map(FeedEvent::eventId).toList();
    }
}
