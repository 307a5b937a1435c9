package io.coinslot.marketgateway.claim.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import io.coinslot.marketgateway.claim.ClaimKey;
import io.coinslot.marketgateway.claim.Claims;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Claims that are made at the same time are inserted together (group commit). */
public final class MongoClaims implements Claims, AutoCloseable {
    private static final int MOST_WAITING = 10_000;
    private static final int LARGEST_BATCH = 500;
    private static final int DUPLICATE_KEY = 11_000;
    private static final String PURCHASE_ID = "purchaseId";

    private record Waiting(List<Document> documents, String purchaseId, CompletableFuture<String> holder) {}

    private final MongoCollection<Document> collection;
    private final Clock clock;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer = Thread.ofPlatform().daemon().name("claims").unstarted(this::write);

    public MongoClaims(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("transaction-claims");
        this.clock = clock;
        writer.start();
    }

    @Override
    public String claim(MarketId market, Capture capture, String purchaseId) {
        List<Document> documents = ClaimKey.of(market, capture).stream()
                .map(key -> new Document("_id", key.text())
                        .append(PURCHASE_ID, purchaseId)
                        .append("claimedAt", Date.from(clock.instant())))
                .toList();
        Waiting waiting = new Waiting(documents, purchaseId, new CompletableFuture<>());
        try {
            queue.put(waiting);
            return waiting.holder().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while claiming", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    @Override
    public @Nullable String holderOf(ClaimKey key) {
        return holders(List.of(key.text())).get(key.text());
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST_BATCH - 1);
                answer(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            IllegalStateException closed = new IllegalStateException("claims are closed", e);
            queue.forEach(waiting -> waiting.holder().completeExceptionally(closed));
        }
    }

    private void answer(List<Waiting> batch) {
        try {
            Map<String, String> taken = insert(batch);
            for (Waiting waiting : batch) {
                waiting.holder().complete(holder(waiting, taken));
            }
        } catch (RuntimeException e) {
            batch.forEach(waiting -> waiting.holder().completeExceptionally(e));
        }
    }

    /** The holders of the keys that existed already; a key that is there twice in a batch exists the second time. */
    private Map<String, String> insert(List<Waiting> batch) {
        List<Document> documents =
                batch.stream().flatMap(waiting -> waiting.documents().stream()).toList();
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
            return Map.of();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
                // Whether they stay is not known: who claims again is told then.
                throw e;
            }
            List<String> existing = new ArrayList<>();
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCode() != DUPLICATE_KEY) {
                    throw e;
                }
                existing.add(documents.get(error.getIndex()).getString("_id"));
            }
            return holders(existing);
        }
    }

    private Map<String, String> holders(List<String> ids) {
        Map<String, String> holders = new HashMap<>();
        collection
                .find(ids.size() == 1 ? Filters.eq(ids.getFirst()) : Filters.in("_id", ids))
                .projection(Projections.include(PURCHASE_ID))
                .forEach(document -> holders.put(document.getString("_id"), document.getString(PURCHASE_ID)));
        return holders;
    }

    private static String holder(Waiting waiting, Map<String, String> taken) {
        for (Document document : waiting.documents()) {
            String holder = taken.getOrDefault(document.getString("_id"), waiting.purchaseId());
            if (!holder.equals(waiting.purchaseId())) {
                return holder;
            }
        }
        return waiting.purchaseId();
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
