package io.coinslot.cardregistry.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.journey.Registry;
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
        return new Stored<>(id, 1, "write", createdAt, registration, 0, List.of(), List.of());
    }

    private static List<String> onApp(String app, int limit) {
        return onApp(app, null, limit);
    }

    private static List<String> onApp(String app, @Nullable Place after, int limit) {
        return lists.onApp(app, after, limit).stream()
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
        List<Registration> page = lists.onApp("app-same", null, 7);
        while (!page.isEmpty()) {
            page.forEach(each -> all.add(each.registrationId()));
            page = lists.onApp("app-same", Place.of(page.getLast()), 7);
        }
        assertThat(all).hasSize(50).doesNotHaveDuplicates();
        assertThat(all.getLast()).as("the oldest of the first name").isEqualTo("reg_same_0");
        long before = looked();
        onApp("app-same", new Place(BEGIN.plusSeconds(5_001), "reg_same_20"), 10);
        assertThat(looked() - before).as("no page before it").isLessThan(32);
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
