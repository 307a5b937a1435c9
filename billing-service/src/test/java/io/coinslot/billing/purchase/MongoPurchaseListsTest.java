package io.coinslot.billing.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.PurchaseLists.Due;
import io.coinslot.billing.purchase.PurchaseLists.Place;
import io.coinslot.billing.purchase.PurchaseLists.Query;
import io.coinslot.billing.purchase.mongo.MongoPurchaseLists;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.NullSource;

/** A few purchases in every state among very many that are done. */
class MongoPurchaseListsTest {
    private static final int DONE = 1_000;
    private static final int OF_EACH = 3;
    private static final ServiceId ARCADE = FakeCatalog.ARCADE;

    private static final List<BsonDocument> QUERIES = new CopyOnWriteArrayList<>();

    private static EmbeddedStore store;
    private static MongoClient client;
    private static PurchaseLists lists;

    @BeforeAll
    static void fill() {
        store = EmbeddedStore.inMemory();
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(store.uri()))
                .addCommandListener(new Queries())
                .build());
        IndexedDatabase database = new IndexedDatabase(client.getDatabase("billing"));
        MongoAggregateStore<Purchase> purchases = new MongoAggregateStore<>(database, "purchases", Purchase.class);
        lists = new MongoPurchaseLists(purchases);
        database.start();
        Purchase like = like();
        List<Stored<Purchase>> all = new ArrayList<>();
        IntStream.range(0, DONE).forEach(number -> all.add(stored(like, number, PurchaseStatus.COMPLETED)));
        for (PurchaseStatus status : PurchaseStatus.values()) {
            for (int count = 0; status != PurchaseStatus.COMPLETED && count < OF_EACH; count++) {
                all.add(stored(like, all.size() % 7 * 100, status));
            }
        }
        for (int count = 0; count < OF_EACH; count++) {
            all.add(stored(like, count * 300, PurchaseStatus.COMPLETED, Market.ONE_STORE));
        }
        purchases.insert(all);
    }

    @AfterAll
    static void close() throws IOException {
        client.close();
        store.close();
    }

    private static Purchase like() {
        LocalBilling billing = new LocalBilling();
        return billing.purchase(billing.requested(Market.GOOGLE_PLAY));
    }

    private static Stored<Purchase> stored(Purchase like, int second, PurchaseStatus status) {
        return stored(like, second, status, like.order().market());
    }

    private static Stored<Purchase> stored(Purchase like, int second, PurchaseStatus status, Market market) {
        Instant at = Instant.parse("2026-11-01T00:00:00Z").plusSeconds(second);
        Order asked = like.order();
        Order order = new Order(
                asked.buyer(),
                asked.item(),
                market,
                Money.parse("KRW 1200"),
                at,
                at.plusSeconds(60),
                false,
                null,
                null,
                null);
        Delivery delivery = status == PurchaseStatus.PAID
                ? Delivery.NONE.dueBy(at.plusSeconds(600))
                : Delivery.NONE.dueBy(at).withStatus(DeliveryStatus.CONFIRMED);
        PurchaseId id = new PurchaseId("pur_" + status + "_" + System.identityHashCode(order) + "_" + second);
        Purchase purchase = new Purchase(
                id,
                status,
                like.request(),
                order,
                like.payment(),
                like.repayment(),
                delivery,
                List.of(),
                like.trail(),
                0,
                null);
        return new Stored<>(id.value(), 1, "write", at, purchase, 0, List.of(), List.of());
    }

    private static List<Stored<Purchase>> newest(@Nullable PurchaseStatus status, @Nullable Place after, int limit) {
        return lists.newestFirst(new Query(ARCADE, null, status, null, null, null), after, limit);
    }

    private static long looked() {
        return client.getDatabase("admin")
                .runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class)
                .get("queryExecutor", Document.class)
                .getLong("scannedObjects");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "COMPLETED")
    void findThoseInAnyOtherStateWithoutLookingAtWhatIsDone(PurchaseStatus status) {
        long before = looked();
        List<Stored<Purchase>> found = newest(status, null, 200);
        assertThat(found).hasSize(OF_EACH).allMatch(each -> each.state().status() == status);
        assertThat(found)
                .extracting(each -> each.state().order().createdAt())
                .isSortedAccordingTo((left, right) -> right.compareTo(left));
        Stored<Purchase> first = found.getFirst();
        assertThat(newest(status, new Place(first.state().order().createdAt(), first.id()), 200))
                .containsExactlyElementsOf(found.subList(1, OF_EACH));
        assertThat(looked() - before).isLessThanOrEqualTo(2 * 5 * OF_EACH);
    }

    /** The market may be one at which hardly anybody buys. */
    @ParameterizedTest
    @NullSource
    @EnumSource(names = "COMPLETED")
    void findThoseOfAMarketWithoutLookingAtOtherMarkets(@Nullable PurchaseStatus status) {
        long before = looked();
        Query ofMarket = new Query(ARCADE, null, status, Market.ONE_STORE, null, null);
        List<Stored<Purchase>> found = lists.newestFirst(ofMarket, null, 200);
        assertThat(found).hasSize(OF_EACH);
        Stored<Purchase> first = found.getFirst();
        assertThat(lists.newestFirst(ofMarket, new Place(first.state().order().createdAt(), first.id()), 200))
                .containsExactlyElementsOf(found.subList(1, OF_EACH));
        assertThat(looked() - before).isLessThanOrEqualTo(4 * OF_EACH);
    }

    /** The driver asks again for what is not answered: what runs on for longer would run twice. */
    @Test
    void boundHowLongTheStoreMayLook() {
        QUERIES.clear();
        newest(null, null, 10);
        lists.pendingDeliveries(new Due(ARCADE, null), null, 10);
        lists.countPendingDeliveries(new Due(ARCADE, null), 10);
        lists.marketsPaidAt(ARCADE, new UserId("player-1"));
        assertThat(QUERIES)
                .hasSize(4)
                .allMatch(query -> query.getNumber("maxTimeMS").longValue() == 8_000);
    }

    @Test
    void findTheNewestOfThoseThatAreDoneAtTheEndOfAll() {
        long before = looked();
        assertThat(newest(PurchaseStatus.COMPLETED, null, 10)).hasSize(10);
        assertThat(looked() - before).isLessThan(30);
    }

    @Test
    void findWhatIsToBeDeliveredWithoutLookingAtWhatIsDelivered() {
        long before = looked();
        for (ServiceId service : new ServiceId[] {ARCADE, null}) {
            Due all = new Due(service, null);
            List<Stored<Purchase>> due = lists.pendingDeliveries(all, null, 200);
            assertThat(due).hasSize(OF_EACH).allMatch(each -> each.state().status() == PurchaseStatus.PAID);
            Stored<Purchase> first = due.getFirst();
            assertThat(lists.pendingDeliveries(
                            all, new Place(first.state().delivery().deadline(), first.id()), 200))
                    .containsExactlyElementsOf(due.subList(1, OF_EACH));
            assertThat(lists.countPendingDeliveries(all, 1_000)).isEqualTo(OF_EACH);
            assertThat(lists.countPendingDeliveries(new Due(service, Instant.EPOCH), 1_000))
                    .isZero();
        }
        assertThat(looked() - before).isLessThanOrEqualTo(2 * 4 * OF_EACH);
    }

    /** Keeps what is asked for. */
    private static final class Queries implements CommandListener {
        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (event.getCommandName().equals("find")) {
                QUERIES.add(event.getCommand().clone());
            }
        }
    }
}
