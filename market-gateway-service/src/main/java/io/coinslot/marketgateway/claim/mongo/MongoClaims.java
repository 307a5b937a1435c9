package io.coinslot.marketgateway.claim.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import io.coinslot.marketgateway.claim.Claim;
import io.coinslot.marketgateway.claim.ClaimKey;
import io.coinslot.marketgateway.claim.Claims;
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
    private static final String BY = "by";

    private record Waiting(Claim claim, CompletableFuture<String> holder) {}

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
    public String claim(Claim claim) {
        Waiting waiting = new Waiting(claim, new CompletableFuture<>());
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
    public void release(Claim claim) {
        collection.deleteMany(Filters.and(
                Filters.in("_id", texts(claim.keys())),
                Filters.eq(PURCHASE_ID, claim.purchaseId()),
                Filters.eq(BY, claim.by())));
    }

    @Override
    public @Nullable String holderOf(List<ClaimKey> keys) {
        List<String> texts = texts(keys);
        Map<String, String> holders = holders(texts);
        return texts.stream()
                .filter(holders::containsKey)
                .findFirst()
                .map(holders::get)
                .orElse(null);
    }

    private static List<String> texts(List<ClaimKey> keys) {
        return keys.stream().map(ClaimKey::text).toList();
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
                String holder = holder(waiting, taken);
                if (!holder.equals(waiting.claim().purchaseId())) {
                    letGoOfTheRest(waiting, taken);
                }
                waiting.holder().complete(holder);
            }
        } catch (RuntimeException e) {
            batch.forEach(waiting -> waiting.holder().completeExceptionally(e));
        }
    }

    /** Who does not hold all of it, holds none: the holder may yet claim it under another of its keys. */
    private void letGoOfTheRest(Waiting waiting, Map<String, String> taken) {
        List<ClaimKey> fresh = waiting.claim().keys().stream()
                .filter(key -> !taken.containsKey(key.text()))
                .toList();
        if (!fresh.isEmpty()) {
            release(new Claim(
                    fresh, waiting.claim().purchaseId(), waiting.claim().by()));
        }
    }

    /** The holders of the keys that existed already; a key that is there twice in a batch exists the second time. */
    private Map<String, String> insert(List<Waiting> batch) {
        Date now = Date.from(clock.instant());
        List<Document> documents = batch.stream()
                .map(Waiting::claim)
                .flatMap(claim -> claim.keys().stream().map(key -> document(key, claim, now)))
                .toList();
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

    private static Document document(ClaimKey key, Claim claim, Date now) {
        return new Document("_id", key.text())
                .append(PURCHASE_ID, claim.purchaseId())
                .append(BY, claim.by())
                .append("claimedAt", now);
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
        String purchaseId = waiting.claim().purchaseId();
        return waiting.claim().keys().stream()
                .map(key -> taken.getOrDefault(key.text(), purchaseId))
                .filter(holder -> !holder.equals(purchaseId))
                .findFirst()
                .orElse(purchaseId);
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
