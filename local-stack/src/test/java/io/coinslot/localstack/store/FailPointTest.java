package io.coinslot.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailPointTest {
    private static final String TWO_INSERTS =
            "{configureFailPoint: 'failCommand', mode: {times: 2}, data: {failCommands:"
                    + " ['insert'], writeConcernError: {code: 189, errmsg: 'stepped down'}}}";

    private final EmbeddedStore store = EmbeddedStore.inMemory();
    private final MongoClient client = MongoClients.create(store.uri());
    private final MongoCollection<Document> collection =
            client.getDatabase("fail").getCollection("points");

    @AfterEach
    void stop() throws IOException {
        client.close();
        store.close();
    }

    private static Document tell(MongoClient whom, String command) {
        return whom.getDatabase("admin").runCommand(Document.parse(command));
    }

    @Test
    void soManyWritesAreMadeAndNotConfirmed() {
        tell(client, TWO_INSERTS);

        assertThatThrownBy(() -> collection.insertOne(new Document("_id", 1)))
                .isInstanceOfSatisfying(MongoWriteConcernException.class, unconfirmed -> {
                    assertThat(unconfirmed.getWriteConcernError().getCode()).isEqualTo(189);
                    assertThat(unconfirmed.getWriteConcernError().getMessage()).isEqualTo("stepped down");
                });
        assertThat(collection.find().first()).isEqualTo(new Document("_id", 1));
        assertThatThrownBy(() -> collection.insertMany(List.of(new Document("_id", 1), new Document("_id", 2))))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, both -> {
                    assertThat(both.getWriteErrors()).hasSize(1);
                    assertThat(both.getWriteConcernError()).isNotNull();
                });
        collection.insertOne(new Document("_id", 3));
    }

    @Test
    void soManyCommandsAreRefused() {
        tell(
                client,
                "{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands: ['insert'],"
                        + " errorCode: 11600}}");

        assertThatThrownBy(() -> collection.insertOne(new Document("_id", 1)))
                .isInstanceOfSatisfying(
                        MongoException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(11600));
        assertThat(collection.find().first()).isNull();
        collection.insertOne(new Document("_id", 1));
    }

    @Test
    void itIsSwitchedOff() {
        tell(client, TWO_INSERTS);
        tell(client, "{configureFailPoint: 'failCommand', mode: 'off'}");

        collection.insertOne(new Document("_id", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{configureFailPoint: 'WTWriteConflictException', mode: 'off'}",
                "{configureFailPoint: 'failCommand', mode: 'alwaysOn', data: {}}",
                "{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands: ['insert'],"
                        + " blockConnection: true}}"
            })
    void refusesWhatItDoesNotKnow(String command) {
        assertThatThrownBy(() -> tell(client, command))
                .isInstanceOf(MongoCommandException.class)
                .hasMessageContaining("the embedded store");
    }

    @Test
    void aStoreThatKeepsWhatItAcknowledgesIsNotForTests(@TempDir Path directory) throws IOException {
        try (EmbeddedStore kept = EmbeddedStore.start(0, directory);
                MongoClient other = MongoClients.create(kept.uri())) {
            assertThatThrownBy(() -> tell(other, TWO_INSERTS))
                    .isInstanceOf(MongoCommandException.class)
                    .hasMessageContaining("configureFailPoint");
        }
    }
}
