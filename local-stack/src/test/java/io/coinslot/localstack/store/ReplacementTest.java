package io.coinslot.localstack.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.result.UpdateResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conditional replacements by id, which the store does by a way of its own. */
class ReplacementTest {
    private final EmbeddedStore store = EmbeddedStore.inMemory();
    private final MongoClient client = MongoClients.create(store.uri());
    private final MongoCollection<Document> documents =
            client.getDatabase("test").getCollection("documents");

    @BeforeEach
    void insert() {
        documents.createIndex(Indexes.ascending("outbox.sequence"), new IndexOptions().sparse(true));
        documents.createIndex(Indexes.ascending("token"), new IndexOptions().unique(true));
        documents.insertMany(List.of(document("a", 1, "red", 1, 2), document("b", 1, "blue", 7)));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        store.close();
    }

    private static Document document(String id, int version, String token, int... sequences) {
        List<Document> outbox = new ArrayList<>();
        for (int sequence : sequences) {
            outbox.add(new Document("sequence", sequence));
        }
        return new Document("_id", id)
                .append("version", version)
                .append("token", token)
                .append("outbox", outbox);
    }

    @Test
    void replacesWhatHasTheExpectedVersion() {
        UpdateResult result = documents.replaceOne(and(eq("_id", "a"), eq("version", 1)), document("a", 2, "green", 3));
        assertThat(result.getMatchedCount()).isOne();
        assertThat(result.getModifiedCount()).isOne();
        assertThat(documents.find(eq("_id", "a")).first()).isEqualTo(document("a", 2, "green", 3));
    }

    @Test
    void leavesAloneWhatHasAnotherVersionOrIsNotThere() {
        assertThat(documents
                        .replaceOne(and(eq("_id", "a"), eq("version", 2)), document("a", 3, "green"))
                        .getMatchedCount())
                .isZero();
        assertThat(documents
                        .replaceOne(and(eq("_id", "z"), eq("version", 1)), document("z", 2, "green"))
                        .getMatchedCount())
                .isZero();
        assertThat(documents.find(eq("_id", "a")).first()).isEqualTo(document("a", 1, "red", 1, 2));
        assertThat(documents.countDocuments()).isEqualTo(2);
    }

    @Test
    void countsTheSameAgainAsMatchedButNotModified() {
        UpdateResult result = documents.replaceOne(eq("_id", "a"), document("a", 1, "red", 1, 2));
        assertThat(result.getMatchedCount()).isOne();
        assertThat(result.getModifiedCount()).isZero();
    }

    @Test
    void movesTheDocumentInEveryIndex() {
        documents.replaceOne(and(eq("_id", "a"), eq("version", 1)), document("a", 2, "green"));
        assertThat(documents.find(gt("outbox.sequence", 0)).map(found -> found.getString("_id")))
                .containsExactly("b");
        assertThat(documents.find(eq("token", "red")).first()).isNull();
        assertThat(documents.find(eq("token", "green")).first()).isNotNull();
        documents.insertOne(document("c", 1, "red"));
        documents.replaceOne(eq("_id", "a"), document("a", 3, "green", 9));
        assertThat(documents.find(gt("outbox.sequence", 8)).map(found -> found.getString("_id")))
                .containsExactly("a");
    }

    @Test
    void judgesByWhatOtherCommandsMadeOfTheDocumentMeanwhile() {
        documents.replaceOne(eq("_id", "a"), document("a", 2, "red", 1));
        documents.updateOne(eq("_id", "a"), combine(set("version", 5), set("outbox", List.of())));
        assertThat(documents
                        .replaceOne(and(eq("_id", "a"), eq("version", 2)), document("a", 3, "red"))
                        .getMatchedCount())
                .isZero();
        documents.replaceOne(and(eq("_id", "a"), eq("version", 5)), document("a", 6, "red", 8));
        documents.deleteOne(eq("_id", "a"));
        documents.insertOne(document("c", 1, "red", 9));
        assertThat(documents
                        .replaceOne(and(eq("_id", "c"), eq("version", 6)), document("c", 7, "red"))
                        .getMatchedCount())
                .isZero();
        assertThat(documents.find(gt("outbox.sequence", 7)).map(found -> found.getString("_id")))
                .containsExactly("c");
    }

    @Test
    void leavesItsOwnCopyAloneWhenTheLibraryChangesTheDocument() {
        documents.replaceOne(eq("_id", "a"), document("a", 2, "red", 1, 2, 3));
        documents.updateOne(eq("_id", "a"), pull("outbox", new Document("sequence", new Document("$lte", 2))));
        documents.replaceOne(and(eq("_id", "a"), eq("version", 2)), document("a", 3, "red", 4));
        assertThat(documents.countDocuments(gt("outbox.sequence", 0))).isEqualTo(2);
        assertThat(documents.find(eq("outbox.sequence", 3)).first()).isNull();
    }

    @Test
    void refusesAValueThatAnotherDocumentHasToHaveAlone() {
        assertThatThrownBy(() -> documents.replaceOne(eq("_id", "a"), document("a", 2, "blue", 5)))
                .isInstanceOf(MongoWriteException.class)
                .hasMessageContaining("E11000");
        assertThat(documents.find(eq("_id", "a")).first()).isEqualTo(document("a", 1, "red", 1, 2));
        assertThat(documents.find(eq("outbox.sequence", 5)).first()).isNull();
        assertThat(documents.find(eq("outbox.sequence", 2)).first()).isNotNull();
    }

    @Test
    void leavesEverythingElseToTheLibrary() {
        assertThatThrownBy(() -> documents.replaceOne(eq("_id", "a"), document("z", 2, "green")))
                .isInstanceOf(MongoWriteException.class);
        assertThat(documents
                        .replaceOne(and(eq("_id", "a"), gt("version", 0)), document("a", 2, "red"))
                        .getModifiedCount())
                .isOne();
        assertThat(documents
                        .replaceOne(eq("_id", "n"), document("n", 1, "new"), new ReplaceOptions().upsert(true))
                        .getUpsertedId())
                .isNotNull();
    }
}
