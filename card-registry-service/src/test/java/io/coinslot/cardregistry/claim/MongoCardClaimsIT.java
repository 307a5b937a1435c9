package io.coinslot.cardregistry.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.claim.mongo.MongoCardClaims;
import io.coinslot.cardregistry.service.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MongoCardClaimsIT {
    private static Store store;

    @BeforeAll
    static void open() {
        store = new Store();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void theStoreDecidesBetweenTwoInstances() throws Exception {
        CardClaims one = new MongoCardClaims(store.database(), Clock.systemUTC());
        CardClaims other = new MongoCardClaims(store.database(), Clock.systemUTC());
        for (int round = 0; round < 50; round++) {
            List<ClaimKey> keys = keys("card-" + round, "same-card-" + round);
            List<Callable<String>> both = List.of(() -> one.claim(keys, "one"), () -> other.claim(keys, "other"));
            Set<String> holders = new HashSet<>();
            try (var threads = Executors.newFixedThreadPool(2)) {
                List<Future<String>> answers = new ArrayList<>(threads.invokeAll(both));
                for (Future<String> answer : answers) {
                    holders.add(answer.get());
                }
            }
            assertThat(holders).as("both are told the same holder").hasSize(1);
        }
    }

    @Test
    void isLetGoByItsHolderAlone() {
        CardClaims claims = new MongoCardClaims(store.database(), Clock.systemUTC());
        List<ClaimKey> key = keys("card");
        assertThat(claims.claim(key, "one")).isEqualTo("one");
        assertThat(claims.claim(key, "one")).isEqualTo("one");
        claims.release(key, "other");
        assertThat(claims.claim(key, "other")).isEqualTo("one");
        claims.release(key, "one");
        assertThat(claims.claim(key, "other")).isEqualTo("other");
    }

    private static List<ClaimKey> keys(String... names) {
        return Stream.of(names).map(name -> ClaimKey.of("account", name, "app")).toList();
    }

    @Test
    void areLookedForByFormerNamesWhereThereMayBeSuchAlone() {
        try (Store empty = new Store()) {
            CardClaims fresh = new MongoCardClaims(empty.database(), Clock.systemUTC());
            fresh.claim(keys("number"), "one");
            assertThat(fresh.formerHolder(keys("number").getFirst())).isNull();
            CardClaims later = new MongoCardClaims(empty.database(), Clock.systemUTC());
            assertThat(later.formerHolder(keys("number").getFirst())).isNull();
        }
        try (Store older = new Store()) {
            String number = keys("number").getFirst().value();
            older.database()
                    .getCollection("card-claims")
                    .insertOne(new Document("_id", number).append("holder", "one"));
            CardClaims claims = new MongoCardClaims(older.database(), Clock.systemUTC());
            assertThat(claims.formerHolder(keys("number").getFirst())).isEqualTo("one");
            assertThat(claims.formerHolder(keys("other").getFirst())).isNull();
            claims.release(keys("number"), "one");
            assertThat(claims.formerHolder(keys("number").getFirst())).isNull();
        }
    }

    @Test
    void isHeldByEachOfItsNames() {
        CardClaims claims = new MongoCardClaims(store.database(), Clock.systemUTC());
        assertThat(claims.claim(keys("par-1"), "one")).isEqualTo("one");
        assertThat(claims.claim(keys("par-1", "pur-1"), "one"))
                .as("one more name")
                .isEqualTo("one");
        assertThat(claims.claim(keys("pur-0", "pur-1"), "other")).isEqualTo("one");
        claims.release(keys("pur-0", "pur-1"), "other");
        assertThat(claims.claim(keys("pur-0"), "third")).isEqualTo("third");
        claims.release(keys("par-1", "pur-1"), "one");
        assertThat(claims.claim(keys("par-1", "pur-1"), "other")).isEqualTo("other");
    }
}
