package io.coinslot.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreKillIT {
    private static final int WRITERS = 8;

    @TempDir
    Path directory;

    /** The version each document was last acknowledged with. */
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

    @Test
    void noAcknowledgedWriteIsLostWhenTheStoreIsKilledUnderLoad() throws IOException {
        killThreeTimes();
    }

    /** With so small a bound it is nearly always in the midst of a fold or a merge. */
    @Test
    void norWhenItIsKilledWhileItFoldsAndMerges() throws IOException {
        killThreeTimes("--fold-at-kib", "8");
        LogFiles files = new LogFiles(directory);
        assertThat(files.parts().size() + files.snapshots().size()).isPositive();
    }

    private void killThreeTimes(String... options) throws IOException {
        for (int round = 1; round <= 3; round++) {
            try (StoreProcess store = StoreProcess.start(directory, options)) {
                killUnderLoad(store, round);
            }
        }
        try (StoreProcess store = StoreProcess.start(directory, options);
                MongoClient client = store.client()) {
            assertNothingIsLost(purchases(client));
        }
    }

    private void killUnderLoad(StoreProcess store, int round) {
        int before = acknowledged.size();
        try (MongoClient client = store.client();
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            purchases(client).createIndex(Indexes.ascending("token"), new IndexOptions().unique(true));
            for (int writer = 0; writer < WRITERS; writer++) {
                String prefix = round + "-" + writer + "-";
                writers.submit(() -> writeUntilKilled(purchases(client), prefix));
            }
            await().until(() -> acknowledged.size() > before + 500);
            store.kill();
        }
    }

    private void writeUntilKilled(MongoCollection<Document> purchases, String prefix) {
        try {
            for (int i = 0; ; i++) {
                String id = prefix + i;
                purchases.insertOne(new Document("_id", id).append("token", id).append("version", 1));
                acknowledged.put(id, 1);
                purchases.updateOne(Filters.eq("_id", id), Updates.inc("version", 1));
                acknowledged.put(id, 2);
            }
        } catch (MongoException e) {
            // The store was killed, as planned.
        }
    }

    private void assertNothingIsLost(MongoCollection<Document> purchases) {
        Map<String, Integer> found = new ConcurrentHashMap<>();
        Set<String> tokens = new HashSet<>();
        for (Document purchase : purchases.find()) {
            found.put(purchase.getString("_id"), purchase.getInteger("version"));
            assertThat(tokens.add(purchase.getString("token"))).isTrue();
        }
        assertThat(acknowledged)
                .allSatisfy((id, version) ->
                        assertThat(found.get(id)).as(id).isNotNull().isGreaterThanOrEqualTo(version));
        assertThat(found.size()).isLessThanOrEqualTo(acknowledged.size() + 3 * WRITERS);
    }

    private static MongoCollection<Document> purchases(MongoClient client) {
        return client.getDatabase("billing").getCollection("purchases");
    }
}
