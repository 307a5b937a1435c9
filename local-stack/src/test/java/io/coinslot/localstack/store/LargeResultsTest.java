package io.coinslot.localstack.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LargeResultsTest {
    private final EmbeddedStore store = EmbeddedStore.inMemory();
    private final MongoClient client = MongoClients.create(store.uri());
    private final MongoCollection<Document> purchases =
            client.getDatabase("billing").getCollection("purchases");

    @AfterEach
    void close() throws IOException {
        client.close();
        store.close();
    }

    @Test
    void aLargeResultComesInSeveralAnswers() {
        purchases.createIndex(Indexes.ascending("market"));
        purchases.insertMany(IntStream.range(0, 3_500)
                .mapToObj(i -> purchase("p" + i, "t" + (3_499 - i)))
                .toList());
        purchases.insertMany(IntStream.range(0, 30)
                .mapToObj(i -> purchase("large" + i, "x".repeat(500_000)).append("market", "toss"))
                .toList());
        assertThat(purchases.find(eq("market", "stripe"))).hasSize(3_500).doesNotHaveDuplicates();
        assertThat(purchases.find(eq("market", "stripe")).skip(3).limit(3_450)).hasSize(3_450);
        assertThat(purchases.find().batchSize(700)).hasSize(3_530).doesNotHaveDuplicates();
        assertThat(purchases.find(eq("version", 1)).sort(ascending("_id"))).hasSize(3_530);
        assertThat(purchases.find(eq("market", "toss")).sort(ascending("_id"))).hasSize(30);
        assertThat(purchases.find(eq("market", "toss")).projection(include("version")))
                .hasSize(30)
                .allSatisfy(found -> assertThat(found).containsOnlyKeys("_id", "version"));
    }

    @Test
    void whatIsRemovedWhileAResultIsReadIsPassedOver() {
        purchases.insertMany(IntStream.range(0, 100)
                .mapToObj(i -> purchase("p" + i, "t" + i))
                .toList());
        try (MongoCursor<Document> found = purchases.find().batchSize(10).iterator()) {
            found.next();
            purchases.deleteMany(in("_id", "p50", "p51"));
            purchases.updateOne(eq("_id", "p60"), set("version", 7));
            List<Document> rest = new ArrayList<>();
            found.forEachRemaining(rest::add);
            assertThat(rest).hasSize(97).contains(purchase("p60", "t60").append("version", 7));
        }
    }

    private static Document purchase(String id, String token) {
        return new Document("_id", id)
                .append("market", "stripe")
                .append("token", token)
                .append("version", 1);
    }
}
