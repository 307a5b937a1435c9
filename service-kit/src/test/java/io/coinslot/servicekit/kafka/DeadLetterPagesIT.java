package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.kafka.DeadLetter.Status;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class DeadLetterPagesIT extends Parking {
    private static final int LETTERS = 200;
    private static final int PAGE = 10;

    /** After an outage there may be many; who asks for them page by page must not have all of them read each time. */
    @Test
    void aPageOfManyDeadLettersReadsNoMoreThanItShows() {
        MongoDeadLetters letters = new MongoDeadLetters(new IndexedDatabase(database), clock);
        for (int offset = 0; offset < LETTERS; offset++) {
            letters.add(
                    GROUP,
                    new ConsumerRecord<>(TOPIC, 0, offset, "pur_" + offset, "?".getBytes(StandardCharsets.UTF_8)),
                    "cannot be read");
        }
        long before = looked();
        List<DeadLetter> first = letters.page(Status.DEAD, null, null, null, PAGE);
        List<DeadLetter> second =
                letters.page(Status.DEAD, null, null, first.getLast().id(), PAGE);
        assertThat(first).hasSize(PAGE);
        assertThat(second).hasSize(PAGE).doesNotContainAnyElementsOf(first);
        assertThat(looked() - before).isLessThanOrEqualTo(3 * PAGE);
    }

    /** How many documents the server looked at so far; others may use it too. */
    private static long looked() {
        return database.runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class)
                .get("queryExecutor", Document.class)
                .getLong("scannedObjects");
    }
}
