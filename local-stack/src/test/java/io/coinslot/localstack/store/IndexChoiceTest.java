package io.coinslot.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexChoiceTest {
    private final List<Index<Integer>> indexes = List.of(
            new DigestIndex("_id_", List.of(new IndexKey("_id", true)), false, new IndexMemory()),
            new SortedIndex(
                    "user_1",
                    List.of(new IndexKey("user", true)),
                    false,
                    PartialFilter.ALL,
                    new QueryTally(),
                    new IndexMemory()));

    @Test
    void aConditionalUpdateByIdIsNoScan() {
        assertThat(isScan(new Document("_id", "p1").append("version", 3))).isFalse();
        assertThat(isScan(new Document("$and", List.of(new Document("_id", "p1"), new Document("version", 3)))))
                .isFalse();
    }

    @Test
    void manyIdsAreNoScan() {
        assertThat(isScan(new Document("_id", new Document("$in", List.of("p1", "p2"))).append("state", "PAID")))
                .isFalse();
        assertThat(isScan(new Document("_id", new Document("$in", List.of())))).isFalse();
    }

    @Test
    void alternativesThatIndexesHoldAreNoScan() {
        Document either = new Document("$or", List.of(new Document("_id", "p1"), new Document("user", "u1")));
        assertThat(isScan(either)).isFalse();
        assertThat(isScan(new Document("$and", List.of(either, new Document("state", "PAID")))))
                .isFalse();
    }

    @Test
    void oneAlternativeThatNoIndexHoldsMakesAScan() {
        assertThat(isScan(new Document("$or", List.of(new Document("_id", "p1"), new Document("state", "PAID")))))
                .isTrue();
    }

    @Test
    void aChoiceOfNothingIsLeftToTheLibrary() {
        assertThat(isScan(new Document("$or", List.of()))).isTrue();
    }

    @Test
    void whatNoIndexHoldsIsAScan() {
        assertThat(isScan(new Document("state", "PAID"))).isTrue();
        assertThat(isScan(new Document("user", null))).isTrue();
    }

    private boolean isScan(Document query) {
        return IndexChoice.find(indexes, query, null) == null;
    }
}
