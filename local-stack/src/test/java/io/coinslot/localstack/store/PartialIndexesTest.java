package io.coinslot.localstack.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.backend.IndexKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes that hold only documents of some states. */
class PartialIndexesTest {
    private static final List<String> STATES = List.of("NEW", "PAID", "DONE", "DONE", "DONE", "DONE");
    private static final List<Bson> QUERIES = List.of(
            eq("state", "PAID"),
            and(eq("user", "u1"), eq("state", "PAID")),
            and(eq("user", "u1"), eq("state", "DONE")),
            and(eq("user", "u1"), in("state", "PAID", "NEW")),
            and(eq("user", "u1"), in("state", "PAID", "DONE")),
            and(eq("user", "u1"), ne("state", "PAID")),
            and(eq("user", "u1"), gt("state", "NEW")),
            and(eq("state", "NEW"), gt("number", 40), lt("number", 300)),
            or(eq("state", "NEW"), eq("user", "u1")),
            and(or(eq("state", "NEW"), eq("state", "PAID")), eq("user", "u2")),
            eq("state", null),
            eq("user", "u1"),
            new Document());

    @TempDir
    Path directory;

    private static void createIndexes(MongoCollection<Document> collection) {
        collection.createIndex(
                Indexes.compoundIndex(Indexes.ascending("user"), Indexes.descending("number")),
                new IndexOptions().partialFilterExpression(in("state", "NEW", "PAID")));
        collection.createIndex(
                Indexes.ascending("number"), new IndexOptions().partialFilterExpression(eq("state", "NEW")));
        collection.createIndex(Indexes.ascending("user"));
    }

    private static Document document(int number, Random random) {
        Document document = new Document("_id", "p" + number)
                .append("user", "u" + random.nextInt(3))
                .append("number", number);
        return number % 17 == 0 ? document : document.append("state", STATES.get(random.nextInt(STATES.size())));
    }

    private interface Use {
        void of(MongoClient client) throws IOException;
    }

    private void withStore(Use use) throws IOException {
        try (EmbeddedStore store = EmbeddedStore.start(0, directory);
                MongoClient client = MongoClients.create(store.uri())) {
            use.of(client);
        }
    }

    @Test
    void changeNoAnswerNeitherBeforeNorAfterARestart() throws IOException {
        withStore(client -> {
            MongoCollection<Document> plain = collection(client, "plain");
            MongoCollection<Document> indexed = collection(client, "indexed");
            createIndexes(indexed);
            Random random = new Random(7);
            List<Document> documents = IntStream.range(0, 400)
                    .mapToObj(number -> document(number, random))
                    .toList();
            plain.insertMany(documents);
            indexed.insertMany(documents);
            changeSome(List.of(plain, indexed), random);
            assertSameAnswers(plain, indexed);
        });
        withStore(client -> {
            assertSameAnswers(collection(client, "plain"), collection(client, "indexed"));
            changeSome(List.of(collection(client, "plain"), collection(client, "indexed")), new Random(8));
            assertSameAnswers(collection(client, "plain"), collection(client, "indexed"));
        });
    }

    private static MongoCollection<Document> collection(MongoClient client, String name) {
        return client.getDatabase("test").getCollection(name);
    }

    private static void changeSome(List<MongoCollection<Document>> collections, Random random) {
        for (int i = 0; i < 300; i++) {
            Bson one = eq("_id", "p" + random.nextInt(400));
            Bson change = switch (i % 3) {
                case 0 -> Updates.set("state", STATES.get(random.nextInt(STATES.size())));
                case 1 -> Updates.unset("state");
                default -> Updates.inc("number", random.nextInt(20));
            };
            Bson other = eq("_id", "p" + random.nextInt(400));
            Document whole = document(random.nextInt(400), random);
            for (MongoCollection<Document> collection : collections) {
                collection.updateOne(one, change);
                collection.replaceOne(eq("_id", whole.get("_id")), whole);
                if (i % 10 == 0) {
                    collection.deleteOne(other);
                }
            }
        }
    }

    private static void assertSameAnswers(MongoCollection<Document> plain, MongoCollection<Document> indexed) {
        for (Bson query : QUERIES) {
            for (Bson order : List.of(ascending("number", "_id"), descending("number", "_id"))) {
                assertThat(ids(indexed, query, order))
                        .as(query + " by " + order)
                        .isEqualTo(ids(plain, query, order));
            }
        }
    }

    private static List<String> ids(MongoCollection<Document> collection, Bson query, Bson order) {
        return collection
                .find(query)
                .sort(order)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    @Test
    void showWhatIsInARareStateWithoutLookingAtTheRest() throws IOException {
        withStore(client -> {
            MongoCollection<Document> purchases = collection(client, "purchases");
            createIndexes(purchases);
            purchases.insertMany(IntStream.range(0, 2_000)
                    .mapToObj(number -> new Document("_id", "p" + number)
                            .append("user", "u1")
                            .append("number", number)
                            .append("state", number % 400 == 0 ? "PAID" : "DONE"))
                    .toList());
            assertRareOnesAreFound(client, purchases);
        });
        withStore(client -> assertRareOnesAreFound(client, collection(client, "purchases")));
    }

    private static void assertRareOnesAreFound(MongoClient client, MongoCollection<Document> purchases) {
        long before = looked(client);
        assertThat(ids(purchases, and(eq("user", "u1"), eq("state", "PAID")), descending("number")))
                .containsExactly("p1600", "p1200", "p800", "p400", "p0");
        assertThat(looked(client) - before).isEqualTo(5);
        assertThat(ids(purchases, and(eq("state", "NEW")), ascending("number"))).isEmpty();
        assertThat(looked(client) - before).as("nobody is new").isEqualTo(5);
    }

    private static long looked(MongoClient client) {
        return client.getDatabase("admin")
                .runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class)
                .get("queryExecutor", Document.class)
                .getLong("scannedObjects");
    }

    @Test
    void takeNoMemoryForDocumentsThatTheyDoNotHold() {
        IndexMemory memory = new IndexMemory();
        SortedIndex index = new SortedIndex(
                "number_1",
                List.of(new IndexKey("number", true)),
                false,
                PartialFilter.of(stored("state", stored("$in", List.of("NEW", "PAID")))),
                new QueryTally(),
                memory);
        var asNew = stored("state", "NEW").append("number", 1);
        var paid = stored("state", "PAID").append("number", 1);
        var done = stored("state", "DONE").append("number", 1);
        index.add(done, 0, null);
        assertThat(index.getCount()).isZero();
        index.add(asNew, 1, null);
        index.updateInPlace(asNew, paid, 1, null);
        assertThat(index.getCount()).isEqualTo(1);
        index.updateInPlace(paid, done, 1, null);
        assertThat(memory.bytes()).isZero();
        index.updateInPlace(done, paid, 1, null);
        index.remove(paid, 1);
        assertThat(index.getCount()).isZero();
        assertThat(memory.bytes()).isZero();
    }

    /** Such an index only narrows down, so one that holds more than it should answers right as well. */
    @Test
    void holdEveryDocumentIfTheirFilterIsOfAnotherKind() {
        for (Object other : List.of(
                stored("number", stored("$gt", 5)),
                stored("number", 5),
                stored("$or", List.of(stored("state", "NEW"))),
                stored("state", stored("$in", List.of("NEW")).append("$gt", "A")))) {
            assertThat(PartialFilter.of(other).isAll()).as("%s", other).isTrue();
        }
        assertThat(PartialFilter.of(stored("$and", List.of(stored("state", "NEW"), stored("kind", "A"))))
                        .holds(stored("state", "NEW").append("kind", "A")))
                .isTrue();
    }

    private static de.bwaldvogel.mongo.bson.Document stored(String field, Object value) {
        return new de.bwaldvogel.mongo.bson.Document(field, value);
    }
}
