package io.coinslot.localstack.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {
    @TempDir
    Path directory;

    @Test
    void keepsDocumentsAndIndexesAcrossARestart() throws IOException {
        withPurchases(purchases -> {
            purchases.createIndex(Indexes.ascending("market", "token"), new IndexOptions().unique(true));
            purchases.insertMany(List.of(purchase("a", "t1"), purchase("b", "t2"), purchase("c", "t3")));
            purchases.deleteOne(eq("_id", "b"));
            purchases.updateOne(eq("_id", "c"), inc("version", 1));
            purchases.insertOne(purchase("d", "t4"));
        });
        withPurchases(purchases -> {
            assertThat(purchases.find().map(found -> found.getString("_id"))).containsExactly("a", "d", "c");
            assertThat(only(purchases, "c").getInteger("version")).isEqualTo(2);
            assertThatThrownBy(() -> purchases.insertOne(purchase("e", "t4"))).hasMessageContaining("E11000");
            purchases.insertOne(purchase("e", "t2"));
        });
    }

    @Test
    void decidesRacesByConditionalUpdate() throws IOException {
        withPurchases(purchases -> {
            purchases.insertOne(purchase("a", "t1"));
            var first = purchases.updateOne(and(eq("_id", "a"), eq("version", 1)), set("version", 2));
            var second = purchases.updateOne(and(eq("_id", "a"), eq("version", 1)), set("version", 2));
            assertThat(List.of(first.getModifiedCount(), second.getModifiedCount()))
                    .containsExactly(1L, 0L);
        });
    }

    @Test
    void upsertsWithAGeneratedIdAreTheSameAfterARestart() throws IOException {
        List<Document> before = new ArrayList<>();
        withPurchases(purchases -> {
            purchases.updateOne(eq("token", "t1"), set("state", "PAID"), new UpdateOptions().upsert(true));
            purchases.findOneAndUpdate(
                    eq("token", "t2"),
                    new Document("$currentDate", new Document("at", true)),
                    new FindOneAndUpdateOptions().upsert(true));
            purchases.find().into(before);
        });
        withPurchases(purchases ->
                assertThat(purchases.find().into(new ArrayList<>())).hasSize(2).isEqualTo(before));
    }

    @Test
    void updatesManyByIdInOneCommand() throws IOException {
        withPurchases(purchases -> {
            purchases.insertMany(IntStream.range(0, 500)
                    .mapToObj(i -> purchase("p" + i, "t" + i))
                    .toList());
            purchases.bulkWrite(IntStream.range(0, 500)
                    .mapToObj(i -> new UpdateOneModel<Document>(eq("_id", "p" + i), set("state", "PAID")))
                    .toList());
            assertThat(purchases.countDocuments(and(in("_id", "p1", "p2", "none"), eq("state", "PAID"))))
                    .isEqualTo(2);
        });
    }

    @Test
    void anUnreadableEndIsCut() throws IOException {
        withPurchases(purchases -> purchases.insertOne(purchase("a", "t1")));
        long whole = Files.size(log());
        append(new byte[] {0, 0, 0, 50, 1, 2, 3, 4, 5, 6, 7, 8});
        withPurchases(purchases -> {
            assertThat(purchases.countDocuments()).isEqualTo(1);
            purchases.insertOne(purchase("b", "t2"));
        });
        withPurchases(purchases -> assertThat(purchases.countDocuments()).isEqualTo(2));
        assertThat(Files.size(log())).isGreaterThan(whole);
    }

    @Test
    void damageBeforeAcknowledgedWritesIsRefused() throws IOException {
        withPurchases(purchases ->
                IntStream.range(0, 10).forEach(i -> purchases.insertOne(purchase("p" + i, "t" + i))));
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[] {'x', 'x', 'x'});
        }
        assertThatThrownBy(() -> EmbeddedStore.start(0, directory))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("damaged at byte")
                .hasMessageContaining("was acknowledged");
    }

    @Test
    void aDirectoryServesOneStoreAtATime() throws IOException {
        try (EmbeddedStore store = EmbeddedStore.start(0, directory)) {
            assertThat(store.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedStore.start(0, directory)).hasMessageContaining("another store uses");
        }
    }

    @Test
    void refusesMoreThanItsBoundButDeletes() throws IOException {
        StoreLimits small = new StoreLimits(100_000, Long.MAX_VALUE, 1 << 20, 1 << 20);
        try (EmbeddedStore store = EmbeddedStore.start(0, directory, small, failure -> {});
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> purchases = purchases(client);
            purchases.insertOne(purchase("a", "x".repeat(100_000)));
            assertThatThrownBy(() -> purchases.insertOne(purchase("b", "t")))
                    .hasMessageContaining("the embedded store is full");
            assertThatThrownBy(() -> purchases.createIndex(Indexes.ascending("market", "token")))
                    .hasMessageContaining("the embedded store is full");
            purchases.deleteOne(eq("_id", "a"));
            purchases.insertOne(purchase("b", "t"));
        }
    }

    @Test
    void aFullStoreHasTheIndexesThatItHas() throws IOException {
        StoreLimits small = new StoreLimits(1_000, Long.MAX_VALUE, 1 << 20, 1 << 20);
        try (EmbeddedStore store = EmbeddedStore.start(0, directory, small, failure -> {});
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> purchases = purchases(client);
            String made = purchases.createIndex(Indexes.ascending("token"));
            purchases.insertOne(purchase("a", "x".repeat(2_000)));
            assertThat(purchases.createIndex(Indexes.ascending("token"))).isEqualTo(made);
            assertThatThrownBy(() -> purchases.createIndex(Indexes.ascending("market")))
                    .hasMessageContaining("the embedded store is full");
            assertThatThrownBy(() -> client.getDatabase("another")
                            .getCollection("purchases")
                            .createIndex(Indexes.ascending("token")))
                    .hasMessageContaining("the embedded store is full");
        }
    }

    @Test
    void refusesMoreThanFitsIntoItsMemoryButDeletes() throws IOException {
        StoreLimits small = new StoreLimits(64 << 20, 1 << 20, 64 << 20, 64 << 20);
        try (EmbeddedStore store = EmbeddedStore.start(0, directory, small, failure -> {});
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> purchases = purchases(client);
            purchases.createIndex(Indexes.ascending("token"));
            purchases.insertOne(purchase("a", "x".repeat(600_000)));
            assertThatThrownBy(() -> purchases.insertOne(purchase("b", "t")))
                    .hasMessageContaining("the embedded store is full")
                    .hasMessageContaining("in memory has reached 1 MiB")
                    .hasMessageContaining("-Xmx");
            purchases.deleteOne(eq("_id", "a"));
            purchases.insertOne(purchase("b", "t"));
        }
    }

    @Test
    void indexesOfDroppedCollectionsTakeNoMemory() throws IOException {
        StoreLimits small = new StoreLimits(64 << 20, 1 << 20, 64 << 20, 64 << 20);
        try (EmbeddedStore store = EmbeddedStore.start(0, directory, small, failure -> {});
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> purchases = purchases(client);
            for (int round = 0; round < 5; round++) {
                purchases.createIndex(Indexes.ascending("token"));
                purchases.insertOne(purchase("a", "x".repeat(300_000)));
                purchases.drop();
            }
        }
    }

    @Test
    void keysAreComparedByValueAndNotByType() throws IOException {
        withPurchases(purchases -> {
            purchases.createIndex(Indexes.ascending("token"), new IndexOptions().unique(true));
            purchases.insertOne(new Document("_id", 1).append("token", new Document("a", 1L)));
            assertThatThrownBy(() -> purchases.insertOne(new Document("_id", 1L).append("token", 2)))
                    .hasMessageContaining("E11000");
            assertThatThrownBy(
                            () -> purchases.insertOne(new Document("_id", 2).append("token", new Document("a", 1.0))))
                    .hasMessageContaining("E11000");
            purchases.insertOne(new Document("_id", "1").append("token", null));
            assertThatThrownBy(() -> purchases.insertOne(new Document("_id", 3)))
                    .hasMessageContaining("E11000");
            assertThat(purchases.countDocuments(eq("_id", 1.0))).isEqualTo(1);
        });
        withPurchases(purchases -> {
            assertThatThrownBy(() -> purchases.insertOne(new Document("_id", 1.0).append("token", 2)))
                    .hasMessageContaining("E11000");
            purchases.deleteOne(eq("_id", 1.0));
            purchases.insertOne(new Document("_id", 2).append("token", new Document("a", 1)));
        });
    }

    @Test
    void droppedCollectionsStayDropped() throws IOException {
        withPurchases(purchases -> {
            purchases.createIndex(Indexes.ascending("token"), new IndexOptions().unique(true));
            purchases.insertOne(purchase("a", "t1"));
            purchases.drop();
            purchases.insertMany(List.of(purchase("b", "t1"), purchase("c", "t1")));
        });
        withPurchases(purchases -> {
            assertThat(purchases.countDocuments()).isEqualTo(2);
            assertThat(purchases.listIndexes()).hasSize(1);
        });
    }

    @Test
    void saysWhatItCannotDo() throws IOException {
        withPurchases(purchases -> {
            assertThatThrownBy(() -> purchases.createIndex(
                            Indexes.ascending("token"),
                            new IndexOptions().unique(true).partialFilterExpression(eq("state", "PAID"))))
                    .isInstanceOf(MongoCommandException.class)
                    .hasMessageContaining("no partial unique indexes");
            purchases.insertOne(purchase("a", "t"));
            assertThatThrownBy(() -> purchases.insertOne(purchase("a", "t"))).isInstanceOf(MongoWriteException.class);
        });
    }

    private void withPurchases(Consumer<MongoCollection<Document>> work) throws IOException {
        try (EmbeddedStore store = EmbeddedStore.start(0, directory);
                MongoClient client = MongoClients.create(store.uri())) {
            work.accept(purchases(client));
        }
    }

    private static MongoCollection<Document> purchases(MongoClient client) {
        return client.getDatabase("billing").getCollection("purchases");
    }

    private static Document purchase(String id, String token) {
        return new Document("_id", id)
                .append("market", "stripe")
                .append("token", token)
                .append("version", 1);
    }

    private static Document only(MongoCollection<Document> collection, String id) {
        return collection.find(eq("_id", id)).first();
    }

    private Path log() throws IOException {
        return new LogFiles(directory).logs().getLast();
    }

    private void append(byte[] bytes) throws IOException {
        Files.write(log(), bytes, java.nio.file.StandardOpenOption.APPEND);
    }
}
