package io.coinslot.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCompactionIT {
    private static final StoreLimits SMALL_LOG = new StoreLimits(64 << 20, 200_000);

    @TempDir
    Path directory;

    @Test
    void aLongLogIsFoldedIntoASnapshotThatKeepsEverything() throws IOException {
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
            await().until(() -> !files().snapshots().isEmpty());
            purchases.insertOne(new Document("_id", "after the snapshot"));
            purchases.find().into(before);
        }
        assertThat(files().logs()).hasSize(1);
        assertThat(files().snapshots()).hasSize(1);
        try (EmbeddedStore store = EmbeddedStore.start(0, directory);
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(purchases(client).find().into(new ArrayList<>()))
                    .hasSize(301)
                    .isEqualTo(before);
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
