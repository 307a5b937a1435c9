package io.coinslot.cardregistry.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.claim.mongo.ReleasesUnderWay;
import io.coinslot.cardregistry.service.Store;
import io.coinslot.cardregistry.token.ParkedTokens;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenTasks;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Claims that are not let go, found among what else is under way. */
class ReleasesUnderWayIT {
    private static final Instant DUE = Instant.parse("2026-11-27T12:00:00Z");

    private static Stored<Token> token(String reference, Task... tasks) {
        Stored<Token> parked = ParkedTokens.parked(reference, new ClaimKey("clm_" + reference));
        return new Stored<>(reference, 1, "write", DUE, parked.state(), 0, List.of(), List.of(tasks));
    }

    private static Task task(String kind, int attempt) {
        return new Task(kind, kind, attempt, false, DUE, Map.of());
    }

    @Test
    void areCountedOnceTheyHaveFailedForLong() {
        try (Store store = new Store()) {
            IndexedDatabase database = new IndexedDatabase(store.database());
            MongoAggregateStore<Token> tokens = new MongoAggregateStore<>(database, "tokens", Token.class);
            database.start();
            tokens.insert(Stream.concat(
                            IntStream.range(0, 1_000).mapToObj(number -> token("DWSB-" + number)),
                            Stream.of(
                                    token("DWSB-held", task(TokenTasks.RELEASE, HeldClaims.ATTEMPTS_UNTIL_TOLD)),
                                    token("DWSB-longer", task("other", 1), task(TokenTasks.RELEASE, 300)),
                                    token("DWSB-young", task(TokenTasks.RELEASE, 2), task("other", 100))))
                    .toList());
            HeldClaims held = new HeldClaims((attempts, most) -> 0, new ReleasesUnderWay(tokens, TokenTasks.RELEASE));
            long before = looked(store);
            held.count();
            assertThat(held.waiting()).isEqualTo(2);
            assertThat(looked(store) - before)
                    .as("of those that have tasks alone")
                    .isLessThan(10);
        }
    }

    private static long looked(Store store) {
        return store.admin()
                .runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class)
                .get("queryExecutor", Document.class)
                .getLong("scannedObjects");
    }
}
