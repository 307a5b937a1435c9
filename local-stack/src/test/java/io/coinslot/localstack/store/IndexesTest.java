package io.coinslot.localstack.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same documents with and without indexes must answer every query alike. */
class IndexesTest {
    private static final List<Bson> QUERIES = List.of(
            eq("user", "u1"),
            and(eq("user", "u1"), gt("amount", 40)),
            and(eq("user", "u1"), gte("amount", 10), lt("amount", 60)),
            and(in("user", "u1", "u3", "nobody"), lte("amount", 30)),
            in("user", List.of()),
            eq("user", null),
            ne("user", "u1"),
            exists("user"),
            exists("outbox.sequence"),
            gt("outbox.sequence", 0),
            and(gt("outbox.sequence", 3), lt("outbox.sequence", 3)),
            and(lt("outbox.sequence", 2), eq("user", "u2")),
            or(eq("user", "u1"), eq("amount", 5)),
            and(or(eq("user", "u1"), eq("amount", 5)), lt("amount", 50)),
            and(or(eq("user", "u1"), lt("amount", 5)), or(eq("user", "u2"), eq("tags", "a"))),
            or(eq("user", "u1"), eq("user", null)),
            regex("user", "^u[12]$"),
            gt("amount", 20.5),
            eq("amount", 7L),
            eq("tags", "a"),
            in("tags", "a", "c"),
            new Document("amount", new Document("$eq", 7)),
            new Document("$and", List.of(new Document("user", "u2"), new Document("amount", new Document("$gt", 3)))),
            new Document());

    private static final List<Bson> ORDERS = List.of(
            orderBy(ascending("amount"), ascending("_id")),
            orderBy(descending("amount"), ascending("_id")),
            orderBy(ascending("user"), descending("amount")),
            orderBy(descending("user"), ascending("amount")));

    private final EmbeddedStore store = EmbeddedStore.inMemory();
    private final MongoClient client = MongoClients.create(store.uri());
    private final MongoCollection<Document> plain = client.getDatabase("test").getCollection("plain");
    private final MongoCollection<Document> indexed = client.getDatabase("test").getCollection("indexed");
    private final Random random = new Random(42);

    @BeforeEach
    void createIndexes() {
        indexed.createIndex(Indexes.compoundIndex(Indexes.ascending("user"), Indexes.descending("amount")));
        indexed.createIndex(Indexes.ascending("amount"));
        indexed.createIndex(Indexes.ascending("outbox.sequence"), new IndexOptions().sparse(true));
        indexed.createIndex(Indexes.ascending("tags"));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        store.close();
    }

    @Test
    void anIndexChangesNoAnswer() {
        List<Document> documents =
                IntStream.range(0, 400).mapToObj(this::document).toList();
        plain.insertMany(documents);
        indexed.insertMany(documents);
        changeSome();
        assertThat(QUERIES)
                .allSatisfy(query -> assertThat(ids(indexed, query))
                        .as(query.toString())
                        .containsExactlyInAnyOrderElementsOf(ids(plain, query)));
    }

    @Test
    void anIndexGivesTheOrderAskedFor() {
        List<Document> documents =
                IntStream.range(0, 200).mapToObj(this::document).toList();
        plain.insertMany(documents);
        indexed.insertMany(documents);
        for (Bson order : ORDERS) {
            for (Bson query : List.of(eq("user", "u1"), gt("amount", 20), new Document())) {
                assertThat(sortValues(indexed, query, order))
                        .as(query + " by " + order)
                        .isEqualTo(sortValues(plain, query, order));
            }
        }
    }

    @Test
    void aPageOfALongListIsReadNoFurtherThanItsEnd() {
        indexed.insertMany(longList());
        Bson page = and(eq("user", "u1"), lt("amount", 1_000));
        readsNoFurtherThanItsEnd(indexed, page);
    }

    @Test
    void ofTwoIndexesAPageIsReadByTheOneInItsOrder() {
        MongoCollection<Document> twice = client.getDatabase("test").getCollection("twice");
        twice.createIndex(Indexes.compoundIndex(Indexes.ascending("user", "kind"), Indexes.descending("amount")));
        twice.createIndex(Indexes.compoundIndex(Indexes.ascending("user"), Indexes.descending("amount")));
        twice.insertMany(longList());
        readsNoFurtherThanItsEnd(twice, eq("user", "u1"));
    }

    private static List<Document> longList() {
        return IntStream.range(0, 2_000)
                .mapToObj(number -> new Document("_id", "p" + number)
                        .append("user", "u" + number % 2)
                        .append("kind", "k" + number % 7)
                        .append("amount", number))
                .toList();
    }

    private void readsNoFurtherThanItsEnd(MongoCollection<Document> collection, Bson page) {
        Document before = looked();
        assertThat(collection.find(page).sort(descending("amount")).limit(10).into(new ArrayList<>()))
                .hasSize(10);
        assertThat(looked().getLong("scanned") - before.getLong("scanned")).isLessThanOrEqualTo(12);
        assertThat(looked().getLong("scannedObjects") - before.getLong("scannedObjects"))
                .isLessThanOrEqualTo(12);
    }

    @Test
    void alternativesAreLookedUpByTheirIndexes() {
        indexed.insertMany(longList());
        Document before = looked();
        assertThat(indexed.find(and(or(eq("amount", 7), eq("amount", 8)), ne("user", "u0")))
                        .into(new ArrayList<>()))
                .hasSize(1);
        assertThat(looked().getLong("scannedObjects") - before.getLong("scannedObjects"))
                .isEqualTo(2);
    }

    private Document looked() {
        return client.getDatabase("admin")
                .runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class)
                .get("queryExecutor", Document.class);
    }

    private void changeSome() {
        for (int i = 0; i < 150; i++) {
            Bson one = eq("_id", "p" + random.nextInt(400));
            Bson change = switch (i % 4) {
                case 0 -> Updates.set("user", "u" + random.nextInt(6));
                case 1 -> Updates.inc("amount", random.nextInt(20));
                case 2 -> Updates.pull("outbox", new Document("sequence", new Document("$lte", 2)));
                default -> Updates.unset("user");
            };
            plain.updateOne(one, change);
            indexed.updateOne(one, change);
            Bson other = eq("_id", "p" + random.nextInt(400));
            plain.deleteOne(other);
            indexed.deleteOne(other);
        }
    }

    private Document document(int number) {
        Document document = new Document("_id", "p" + number)
                .append("user", "u" + random.nextInt(6))
                .append("amount", random.nextInt(100));
        if (number % 3 == 0) {
            document.append(
                    "outbox",
                    IntStream.range(0, random.nextInt(4))
                            .mapToObj(sequence -> new Document("sequence", sequence + 1))
                            .toList());
        }
        if (number % 5 == 0) {
            document.append("tags", List.of("a", "b", "c").subList(0, random.nextInt(4)));
        }
        return document;
    }

    private static List<String> ids(MongoCollection<Document> collection, Bson query) {
        return collection.find(query).map(document -> document.getString("_id")).into(new ArrayList<>());
    }

    private static List<String> sortValues(MongoCollection<Document> collection, Bson query, Bson order) {
        return collection
                .find(query)
                .sort(order)
                .limit(50)
                .map(document -> document.get("user") + " " + document.get("amount"))
                .into(new ArrayList<>());
    }
}
