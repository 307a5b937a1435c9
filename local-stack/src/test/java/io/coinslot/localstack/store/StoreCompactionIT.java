package io.coinslot.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCompactionIT {
    private static final StoreLimits SMALL_LOG = new StoreLimits(64 << 20, Long.MAX_VALUE, 100_000, 200_000);

    @TempDir
    Path directory;

    @Test
    void aLongLogIsFoldedAndMergedAndEverythingIsKept() throws IOException {
        List<Document> before = new ArrayList<>();
        try (EmbeddedStore store = EmbeddedStore.start(0, directory, SMALL_LOG, failure -> {});
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> purchases = purchases(client);
            for (int i = 0; i < 300; i++) {
                purchases.insertMany(List.of(purchase("p" + i), purchase("gone" + i)));
                for (int version = 1; version < 5; version++) {
                    purchases.updateOne(Filters.eq("_id", "p" + i), Updates.inc("version", 1));
                }
                purchases.deleteOne(Filters.eq("_id", "gone" + i));
            }
            rewriteUntilMerged(purchases);
            purchases.insertOne(new Document("_id", "after the snapshot"));
            purchases.find().into(before);
        }
        assertThat(files().snapshots()).hasSize(1);
        assertThat(directorySize()).isLessThan(2_000_000);
        try (EmbeddedStore store = EmbeddedStore.start(0, directory);
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(purchases(client).find().into(new ArrayList<>()))
                    .hasSize(301)
                    .isEqualTo(before);
        }
    }

    /** Each round leaves the documents outdated that a fold wrote before. */
    private void rewriteUntilMerged(MongoCollection<Document> purchases) {
        await().until(() -> {
            purchases.updateMany(Filters.exists("version"), Updates.inc("version", 1));
            return !files().snapshots().isEmpty();
        });
    }

    @Test
    void documentsInFilesAreFoundByIndexAndChangedWhileOthersReadThem() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(0, directory, SMALL_LOG, failure -> {});
                MongoClient client = MongoClients.create(store.uri());
                ExecutorService readers = Executors.newFixedThreadPool(2)) {
            MongoCollection<Document> purchases = purchases(client);
            purchases.createIndex(Indexes.ascending("version"));
            AtomicBoolean done = new AtomicBoolean();
            purchases.insertMany(purchases(0, 400));
            await().until(() ->
                    !files().parts().isEmpty() || !files().snapshots().isEmpty());
            List<Future<Long>> reading =
                    List.of(readers.submit(() -> read(purchases, done)), readers.submit(() -> read(purchases, done)));
            for (int round = 0; round < 20; round++) {
                purchases.updateMany(Filters.lt("version", 1000), Updates.inc("version", 1));
                purchases.deleteMany(Filters.in("_id", "p" + 2 * round, "p" + (2 * round + 1)));
                purchases.insertMany(purchases(400 + 2 * round, 402 + 2 * round));
            }
            done.set(true);
            for (Future<Long> reader : reading) {
                assertThat(reader.get()).isPositive();
            }
            assertThat(purchases.countDocuments(Filters.gt("version", 20))).isEqualTo(360);
            assertThat(purchases.countDocuments()).isEqualTo(400);
            assertThat(purchases.find(Filters.eq("version", 21)))
                    .hasSize(360)
                    .allSatisfy(found -> assertThat(found.getString("text")).isEqualTo("x".repeat(500)));
        }
    }

    private static long read(MongoCollection<Document> purchases, AtomicBoolean done) {
        long read = 0;
        while (!done.get() || read == 0) {
            for (int i = 40; i < 400; i += 7) {
                Document found = purchases.find(Filters.eq("_id", "p" + i)).first();
                assertThat(found).isNotNull();
                assertThat(found.getString("text")).isEqualTo("x".repeat(500));
                read++;
            }
        }
        return read;
    }

    private static List<Document> purchases(int from, int to) {
        List<Document> purchases = new ArrayList<>();
        for (int i = from; i < to; i++) {
            purchases.add(purchase("p" + i));
        }
        return purchases;
    }

    private long directorySize() throws IOException {
        try (var files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static Document purchase(String id) {
        return new Document("_id", id).append("version", 1).append("text", "x".repeat(500));
    }

    private LogFiles files() {
        return new LogFiles(directory);
    }

    private static MongoCollection<Document> purchases(MongoClient client) {
        return client.getDatabase("billing").getCollection("purchases");
    }
}
