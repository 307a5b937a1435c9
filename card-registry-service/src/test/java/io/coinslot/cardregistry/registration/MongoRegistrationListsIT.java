package io.coinslot.cardregistry.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.journey.Registry;
import io.coinslot.cardregistry.journey.TestIssuer;
import io.coinslot.cardregistry.journey.TestPeers;
import io.coinslot.cardregistry.registration.RegistrationLists.Place;
import io.coinslot.cardregistry.registration.mongo.MongoRegistrationLists;
import io.coinslot.cardregistry.service.Store;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registrations on a payment app instance, among those on many others. */
class MongoRegistrationListsIT {
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

    private static Store store;
    private static RegistrationLists lists;

    @BeforeAll
    static void fill() {
        store = new Store();
        IndexedDatabase database = new IndexedDatabase(store.database());
        MongoAggregateStore<Registration> registrations =
                new MongoAggregateStore<>(database, "registrations", Registration.class);
        lists = new MongoRegistrationLists(registrations);
        database.start();
        registrations.insert(IntStream.range(0, 2_000)
                .mapToObj(number -> stored("reg_" + number, "app-" + number % 500, number))
                .toList());
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static Stored<Registration> stored(String id, String app, int second) {
        DeviceInfo device = new DeviceInfo("watch", "WATCH", "WEAR", null, List.of(), null);
        Instant createdAt = BEGIN.plusSeconds(second);
        Registration registration = Registration.requested(
                id,
                new Applicant("arcade", "alice", "watch", "thumb"),
                new DeviceRequest(app, "wallet", device, "ko", SelectionMode.ALL),
                "fingerprint",
                "sealed",
                createdAt,
                createdAt.plusSeconds(60));
        return stored(id, createdAt, registration.with(List.of(), List.of(asked(id))));
    }

    private static Stored<Registration> stored(String id, Instant createdAt, Registration registration) {
        return new Stored<>(id, 1, "write", createdAt, registration, 0, List.of(), List.of());
    }

    /** A card that the company was asked for and has not answered yet. */
    private static CardEntry asked(String id) {
        ProductConfig product = new ProductConfig("Bank", "Bank Visa", "visa", null, null);
        CardSource source = new CardSource("wallet", "w1", "bank", "PAR", "FWSB", "1111", product);
        return new CardEntry(
                "crd_" + id,
                source,
                RegistrationState.ISSUER_SUBMITTED,
                null,
                "task-" + id,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static RegistrationLists.Token token(String app) {
        return new RegistrationLists.Token(app, "bank", "DWSB-1");
    }

    private static List<String> onApp(String app, int limit) {
        return onApp(app, null, limit);
    }

    private static List<String> onApp(String app, @Nullable Place after, int limit) {
        return lists.maybeOf(token(app), after, limit).stream()
                .map(Registration::registrationId)
                .toList();
    }

    @Test
    void areAllOnPagesOneAfterTheOtherThoughManyAreOfTheSameMoment() {
        new MongoAggregateStore<>(new IndexedDatabase(store.database()), "registrations", Registration.class)
                .insert(IntStream.range(0, 50)
                        .mapToObj(number -> stored("reg_same_" + number, "app-same", 5_000 + number / 20))
                        .toList());
        List<String> all = new ArrayList<>();
        List<Registration> page = lists.maybeOf(token("app-same"), null, 7);
        while (!page.isEmpty()) {
            page.forEach(each -> all.add(each.registrationId()));
            page = lists.maybeOf(token("app-same"), Place.of(page.getLast()), 7);
        }
        assertThat(all).hasSize(50).doesNotHaveDuplicates();
        assertThat(all.getLast()).as("the oldest of the first name").isEqualTo("reg_same_0");
        long before = looked();
        onApp("app-same", new Place(BEGIN.plusSeconds(5_001), "reg_same_20"), 10);
        assertThat(looked() - before).as("none that is newer").isLessThan(50);
    }

    @Test
    void areTheNewestOfThatPaymentAppInstanceAlone() {
        assertThat(onApp("app-7", 3)).containsExactly("reg_1507", "reg_1007", "reg_507");
        assertThat(onApp("app-7", 50)).hasSize(4);
        assertThat(onApp("app-none", 50)).isEmpty();
    }

    @Test
    void areFoundWithoutLookingAtAnyOthers() {
        long before = looked();
        onApp("app-8", 50);
        assertThat(looked() - before).isBetween(4L, 8L);
    }

    @Test
    void areThoseThatATokenMayHaveBeenMadeForAmongManyThatNeverCameToACompany(@TempDir Path folder) throws Exception {
        MongoAggregateStore<Registration> registrations =
                new MongoAggregateStore<>(new IndexedDatabase(store.database()), "registrations", Registration.class);
        registrations.insert(IntStream.range(0, 500)
                .mapToObj(number -> stored("reg_rubbish_" + number, "app-r", 10_000 + number))
                .map(each -> stored(each.id(), BEGIN, each.state().with(List.of(), List.of())))
                .toList());
        Registry registry = new Registry(folder);
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        registry.issuer.decides(new TaskOutcome.Declined("LOST"));
        String declined = registry.asked(SelectionMode.ALL, "app-r");
        String unanswered = registry.endedUnanswered("app-r");
        registry.issuer.decides(TestIssuer.stepUp("DWSB-1"));
        String told = registry.asked(SelectionMode.ALL, "app-r");
        registry.registrations.cancel(told, Registry.key("cancel"));
        registry.run();
        registry.issuer.decides(TestIssuer.approved("DWSB-2"));
        String another = registry.asked(SelectionMode.ALL, "app-r");
        registrations.insert(Stream.of(declined, unanswered, told, another)
                .map(registry::get)
                .map(each -> stored(each.registrationId(), each.createdAt(), each))
                .toList());
        long before = looked();
        assertThat(onApp("app-r", 50)).containsExactlyInAnyOrder(unanswered, told);
        assertThat(looked() - before).as("none that never came to it").isLessThan(10);
        assertThat(lists.maybeOf(new RegistrationLists.Token("app-r", "rival", "DWSB-1"), null, 50))
                .isEmpty();
    }

    @Test
    void areThoseWithCardsThatWereNeverDecidedAlone(@TempDir Path folder) throws Exception {
        Registry registry = new Registry(folder);
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        List<String> left = Stream.of(
                        registry.undecided("app-u1"), registry.undecided("app-u2"), registry.undecided("app-u3"))
                .sorted()
                .toList();
        registry.issuer.decides(new TaskOutcome.Declined("LOST"));
        String declined = registry.asked(SelectionMode.ALL, "app-d");
        new MongoAggregateStore<>(new IndexedDatabase(store.database()), "registrations", Registration.class)
                .insert(Stream.concat(left.stream(), Stream.of(declined))
                        .map(registry::get)
                        .map(each ->
                                new Stored<>(each.registrationId(), 1, "write", BEGIN, each, 0, List.of(), List.of()))
                        .toList());
        long before = looked();
        assertThat(undecided(null, 2)).isEqualTo(left.subList(0, 2));
        assertThat(undecided(left.get(1), 2)).isEqualTo(left.subList(2, 3));
        assertThat(looked() - before).as("no others").isLessThan(10);
        CardEntry kept = lists.undecided(null, 1).getFirst().cards().getFirst();
        assertThat(kept.undecided())
                .isEqualTo(registry.get(left.getFirst()).cards().getFirst().undecided());
    }

    private static List<String> undecided(@Nullable String after, int limit) {
        return lists.undecided(after, limit).stream()
                .map(Registration::registrationId)
                .toList();
    }

    private static long looked() {
        return store.admin()
                .runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class)
                .get("queryExecutor", Document.class)
                .getLong("scannedObjects");
    }
}
