package io.coinslot.servicekit.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.coinslot.localstack.store.EmbeddedStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexedDatabaseTest {
    private static final int INDEX_OPTIONS_CONFLICT = 85;
    private static final Document BY_USER = new Document("user", 1);

    private final EmbeddedStore server = EmbeddedStore.inMemory();
    private final MongoClient client = MongoClients.create(server.uri());
    private final IndexedDatabase database = new IndexedDatabase(client.getDatabase("indexed"), Duration.ofMillis(20));
    private final MongoCollection<Document> purchases = database.collection("purchases");

    @AfterEach
    void stop() throws IOException {
        database.stop();
        client.close();
        server.close();
    }

    private void makeNoIndexes(int times, String how) {
        client.getDatabase("admin")
                .runCommand(Document.parse("{configureFailPoint: 'failCommand', mode: {times: " + times
                        + "}, data: {failCommands: ['createIndexes'], " + how + "}}"));
    }

    private List<Document> keysOfIndexes() {
        return purchases
                .listIndexes()
                .map(index -> index.get("key", Document.class))
                .into(new ArrayList<>());
    }

    @Test
    void makesNothingBeforeTheStartAndEverythingThen() {
        database.wantIndex(purchases, Indexes.ascending("user"));
        database.wantIndex(purchases, Indexes.descending("at", "_id"), new IndexOptions().sparse(true));
        assertThat(database.missingIndexes())
                .containsExactly("purchases {\"user\": 1}", "purchases {\"at\": -1, \"_id\": -1}");
        assertThat(keysOfIndexes()).isEmpty();

        database.start();

        assertThat(database.missingIndexes()).isEmpty();
        assertThat(keysOfIndexes()).contains(BY_USER, new Document("at", -1).append("_id", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "writeConcernError: {code: 11602, errmsg: 'stepped down'}",
                "errorCode: 11600", // Its server is going down.
                "errorCode: 276", // It gave up making the index.
                "errorCode: 14031" // No room on its disk.
            })
    void startsWithoutWhatTheStoreDoesNotMakeYetAndGoesOnAsking(String how) {
        database.wantIndex(purchases, Indexes.ascending("user"));
        database.wantIndex(purchases, Indexes.ascending("at"));
        makeNoIndexes(3, how);

        database.start();

        assertThat(database.missingIndexes()).hasSize(2);
        await().until(() -> database.missingIndexes().isEmpty());
        assertThat(keysOfIndexes()).contains(BY_USER, new Document("at", 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {INDEX_OPTIONS_CONFLICT, 86})
    void doesNotStartWhereAnIndexHasOtherOptionsAndSaysWhich(int refusal) {
        database.wantIndex(purchases, Indexes.ascending("user"));
        makeNoIndexes(1, "errorCode: " + refusal);

        assertThatThrownBy(database::start)
                .isInstanceOf(IndexedDatabase.ContradictedIndex.class)
                .hasMessageContaining("purchases {\"user\": 1}");
    }

    private void keepFor(IndexedDatabase process, long days, IndexOptions options) {
        process.wantIndex(purchases, Indexes.ascending("at"), options.expireAfter(days, TimeUnit.DAYS));
        process.start();
        process.stop();
    }

    private List<Long> expiries() {
        return purchases.listIndexes().map(index -> index.get("expireAfterSeconds")).into(new ArrayList<>()).stream()
                .filter(Objects::nonNull)
                .map(seconds -> ((Number) seconds).longValue())
                .toList();
    }

    /** It is a setting of the service. */
    @Test
    void changesHowLongDocumentsAreKept() {
        keepFor(database, 90, new IndexOptions());
        keepFor(new IndexedDatabase(client.getDatabase("indexed")), 30, new IndexOptions());
        assertThat(expiries()).containsExactly(TimeUnit.DAYS.toSeconds(30));
        keepFor(new IndexedDatabase(client.getDatabase("indexed")), 180, new IndexOptions());
        assertThat(expiries()).containsExactly(TimeUnit.DAYS.toSeconds(180));
    }

    @Test
    void changesNothingElseOfAnIndex() {
        keepFor(database, 90, new IndexOptions());
        makeNoIndexes(2, "errorCode: " + INDEX_OPTIONS_CONFLICT);
        IndexedDatabase next = new IndexedDatabase(client.getDatabase("indexed"));
        assertThatThrownBy(() -> keepFor(next, 90, new IndexOptions().sparse(true)))
                .isInstanceOf(IndexedDatabase.ContradictedIndex.class)
                .hasMessageContaining("purchases {\"at\": 1}");
    }

    @Test
    void waitsForAnIndexToBeDroppedThatTurnsOutToHaveOtherOptionsLater() {
        database.wantIndex(purchases, Indexes.ascending("user"));
        makeNoIndexes(1, "errorCode: 11600");
        database.start();
        makeNoIndexes(2, "errorCode: " + INDEX_OPTIONS_CONFLICT);

        await().until(() -> database.missingIndexes().isEmpty());
        assertThat(keysOfIndexes()).contains(BY_USER);
    }
}
