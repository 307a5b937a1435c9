package io.coinslot.cardregistry.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.claim.ClaimKey;
import io.coinslot.cardregistry.service.Store;
import io.coinslot.cardregistry.token.TokenLists.Place;
import io.coinslot.cardregistry.token.mongo.MongoTokenLists;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's tokens page by page, among those of many others. */
class MongoTokenListsIT {
    private static final int PAGE = 20;
    private static final int OF_ONE_USER = 3_000;
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

    private static Store store;
    private static TokenLists lists;

    @BeforeAll
    static void fill() {
        store = new Store();
        IndexedDatabase database = new IndexedDatabase(store.database());
        MongoAggregateStore<Token> tokens = new MongoAggregateStore<>(database, "tokens", Token.class);
        lists = new MongoTokenLists(tokens);
        database.start();
        tokens.insert(IntStream.range(0, OF_ONE_USER)
                .mapToObj(number -> stored("many", number))
                .toList());
        tokens.insert(IntStream.range(0, 2_000)
                .mapToObj(number -> stored("other-" + number % 100, number))
                .toList());
        tokens.insert(
                IntStream.range(0, 3).mapToObj(number -> stored("few", number)).toList());
    }

    @AfterAll
    static void close() {
        store.close();
    }

    /** Three tokens at a time were made in the same millisecond. */
    private static Stored<Token> stored(String user, int number) {
        String reference = "DWSB-" + user + "-" + number;
        TokenOwner owner = new TokenOwner(
                "arcade",
                user,
                "watch",
                "app-" + number,
                "account-" + user,
                "reg_" + number,
                "crd_" + number,
                new ClaimKey("clm_" + user + number),
                number % 2 == 0 ? null : List.of(new ClaimKey("clm_more_" + number)),
                "reg_" + number,
                BEGIN.plusMillis(number / 3));
        Token token = Token.announced(reference, "bank", "task-" + user + number)
                .ownedBy(owner, new TokenFace("FWSB", null, "1234", "1111", "0330", null))
                .in(TokenStatus.ACTIVE);
        return new Stored<>(reference, 1, "write", owner.createdAt(), token, 0, List.of(), List.of());
    }

    private static List<Token> page(String user, @Nullable Token last) {
        TokenOwner owner = last == null ? null : last.owner();
        Place after = owner == null ? null : new Place(owner.createdAt(), last.tokenUniqueReference());
        return lists.newestFirst("arcade", user, after, PAGE);
    }

    @Test
    void everyTokenIsOnOnePageAndTheNewestComeFirst() {
        List<Token> all = new ArrayList<>();
        for (List<Token> page = page("many", null); !page.isEmpty(); page = page("many", page.getLast())) {
            all.addAll(page);
        }
        Set<String> references = new HashSet<>();
        all.forEach(token -> references.add(token.tokenUniqueReference()));
        assertThat(all).hasSize(OF_ONE_USER);
        assertThat(references).hasSize(OF_ONE_USER);
        assertThat(all).isSortedAccordingTo((left, right) -> created(right).compareTo(created(left)));
        assertThat(page("few", null)).hasSize(3);
        assertThat(page("nobody", null)).isEmpty();
    }

    @Test
    void thoseWhoseDeletionWasGivenUpAreFoundAmongAllOthers() {
        MongoAggregateStore<Token> tokens =
                new MongoAggregateStore<>(new IndexedDatabase(store.database()), "tokens", Token.class);
        tokens.insert(List.of(
                ParkedTokens.parked("DWSB-parked-2", new ClaimKey("clm_2")),
                ParkedTokens.parked("DWSB-parked-1", new ClaimKey("clm_1"))));
        Document before = looked();
        tokens.insert(List.of(
                ParkedTokens.notHeld("DWSB-parked-0", new ClaimKey("clm_0")),
                ParkedTokens.notHeld("DWSB-parked-3", new ClaimKey("clm_3"))));
        assertThat(lists.parkedHolds(null, PAGE)).hasSize(2);
        assertThat(lists.parkedChanges("DWSB-parked-0", 2))
                .extracting(Token::tokenUniqueReference)
                .containsExactly("DWSB-parked-1", "DWSB-parked-2");
        assertThat(lists.parkedChanges("DWSB-parked-2", PAGE).getFirst().parkedChanges())
                .extracting(ParkedChange::change)
                .containsExactly(TokenChange.SUSPEND);
        List<Token> parked = lists.parkedDeletions(null, PAGE);
        assertThat(parked).extracting(Token::tokenUniqueReference).containsExactly("DWSB-parked-1", "DWSB-parked-2");
        assertThat(lists.parkedDeletions("DWSB-parked-1", PAGE)).hasSize(1);
        assertThat(looked().getLong("scannedObjects") - before.getLong("scannedObjects"))
                .isLessThan(20);
    }

    @Test
    void aDeletionThatWasParkedBeforeAnythingElseWasIsOneStill() {
        store.database()
                .getCollection("old-tokens")
                .insertOne(asOfOld(ParkedTokens.parked("DWSB-old", new ClaimKey("clm_old"))));
        TokenLists ofOldOnes = new MongoTokenLists(
                new MongoAggregateStore<>(new IndexedDatabase(store.database()), "old-tokens", Token.class));
        Token old = ofOldOnes.parkedDeletions(null, PAGE).getFirst();
        assertThat(old.tokenUniqueReference()).isEqualTo("DWSB-old");
        assertThat(old.parkedDeletion().change()).isEqualTo(TokenChange.DELETE);
    }

    /** As it lay there before changes were told apart. */
    private static Document asOfOld(Stored<Token> parked) {
        MongoAggregateStore<Token> other =
                new MongoAggregateStore<>(new IndexedDatabase(store.database()), "other-tokens", Token.class);
        other.insert(List.of(parked));
        Document document =
                store.database().getCollection("other-tokens").find().first();
        document.get("state", Document.class)
                .get("parkedDeletion", Document.class)
                .remove("change");
        return document;
    }

    @Test
    void whatTwoCompaniesToldOfTokensOfTheSameNameIsKept() {
        MongoAggregateStore<Token> tokens =
                new MongoAggregateStore<>(new IndexedDatabase(store.database()), "tokens", Token.class);
        Token token = Token.announced("DWSB-two", "bank", "task-1")
                .beside(Token.announced("DWSB-two", "rival", "task-2").in(TokenStatus.ACTIVE));
        tokens.insert(List.of(new Stored<>("DWSB-two", 1, "write", BEGIN, token, 0, List.of(), List.of())));
        assertThat(tokens.load(List.of("DWSB-two")).get("DWSB-two").state()).isEqualTo(token);
    }

    private static Instant created(Token token) {
        TokenOwner owner = token.owner();
        return owner == null ? Instant.EPOCH : owner.createdAt();
    }

    /** What was made in the same millisecond as the last of the page before is looked at once more. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1_500, OF_ONE_USER - PAGE})
    void aPageLooksAtNoMoreTokensThanItShowsWhereverItIs(int newer) {
        Token last = newer == 0 ? null : stored("many", OF_ONE_USER - newer).state();
        Document before = looked();
        List<Token> page = page("many", last);
        Document after = looked();
        assertThat(page).hasSize(PAGE);
        for (String what : List.of("scanned", "scannedObjects")) {
            assertThat(after.getLong(what) - before.getLong(what)).as(what).isBetween((long) PAGE, PAGE + 4L);
        }
    }

    private static Document looked() {
        return store.admin()
                .runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class)
                .get("queryExecutor", Document.class);
    }
}
