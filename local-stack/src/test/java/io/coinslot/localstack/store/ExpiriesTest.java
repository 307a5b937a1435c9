package io.coinslot.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long documents are kept, told and changed as at MongoDB. */
class ExpiriesTest {
    @TempDir
    Path directory;

    private interface Use {
        void of(MongoDatabase database) throws IOException;
    }

    private void withStore(Use use) throws IOException {
        try (EmbeddedStore store = EmbeddedStore.start(0, directory);
                MongoClient client = MongoClients.create(store.uri())) {
            use.of(client.getDatabase("kept"));
        }
    }

    private static void keepFor(MongoDatabase database, long seconds) {
        database.getCollection("letters")
                .createIndex(Indexes.ascending("writtenAt"), new IndexOptions().expireAfter(seconds, TimeUnit.SECONDS));
    }

    private static Document change(MongoDatabase database, String field, long seconds) {
        return database.runCommand(new Document("collMod", "letters")
                .append(
                        "index",
                        new Document("keyPattern", new Document(field, 1)).append("expireAfterSeconds", seconds)));
    }

    private static List<Number> expiries(MongoDatabase database) {
        List<Number> expiries = new ArrayList<>();
        for (Document index : database.getCollection("letters").listIndexes()) {
            if (index.containsKey("expireAfterSeconds")) {
                expiries.add(index.get("expireAfterSeconds", Number.class).longValue());
            }
        }
        return expiries;
    }

    private static void assertRefused(int code, org.assertj.core.api.ThrowableAssert.ThrowingCallable command) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(code));
    }

    @Test
    void anIndexThatIsThereWithAnotherTimeIsRefused() throws IOException {
        withStore(database -> {
            keepFor(database, 100);
            keepFor(database, 100);
            assertRefused(85, () -> keepFor(database, 200));
            assertRefused(85, () -> database.getCollection("letters").createIndex(Indexes.ascending("writtenAt")));
            assertThat(expiries(database)).containsExactly(100L);
        });
    }

    @Test
    void theTimeIsChangedWhereTheIndexLiesAndStaysSo() throws IOException {
        withStore(database -> {
            keepFor(database, 100);
            assertThat(change(database, "writtenAt", 200))
                    .containsEntry("expireAfterSeconds_old", 100L)
                    .containsEntry("expireAfterSeconds_new", 200L);
        });
        withStore(database -> {
            assertThat(expiries(database)).containsExactly(200L);
            keepFor(database, 200);
            assertRefused(85, () -> keepFor(database, 100));
        });
    }

    @Test
    void whatIsNotThereAndWhatIsNoTimeIsNotChanged() throws IOException {
        withStore(database -> {
            keepFor(database, 100);
            assertRefused(27, () -> change(database, "readAt", 200));
            assertRefused(
                    238,
                    () -> database.runCommand(new Document("collMod", "letters").append("validator", new Document())));
        });
    }
}
