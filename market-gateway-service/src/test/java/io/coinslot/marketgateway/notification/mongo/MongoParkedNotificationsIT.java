package io.coinslot.marketgateway.notification.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.notification.KnownNotification;
import io.coinslot.marketgateway.notification.ParkedDraft;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.OperatorAction.Kind;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoParkedNotificationsIT {
    private static final Instant WRITTEN_AT = Instant.parse("2026-11-23T08:00:00Z");

    private final Answers answers = new Answers();
    private EmbeddedStore server;
    private MongoClient client;
    private MongoAggregateStore<RawNotification> store;
    private MongoParkedNotifications notifications;

    @BeforeEach
    void open() throws Exception {
        server = EmbeddedStore.inMemory();
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(server.uri()))
                .addCommandListener(answers)
                .build());
        store = new MongoAggregateStore<>(
                new IndexedDatabase(client.getDatabase("gateway").withCodecRegistry(DocumentCodecs.registry())),
                "raw-notifications",
                RawNotification.class);
        notifications = new MongoParkedNotifications(store);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    private static Stored<RawNotification> stored(RawNotification notification) {
        return new Stored<>(notification.id(), 1, "w", WRITTEN_AT, notification, 0, List.of(), List.of());
    }

    private void storeSome() {
        List<Stored<RawNotification>> all = new ArrayList<>();
        for (MarketId market : List.of(Orders.STRIPE, Orders.GOOGLE_PLAY)) {
            for (int number = 10; number < 40; number++) {
                String messageId = "m" + number;
                all.add(stored(
                        number % 10 == 0
                                ? ParkedDraft.parked(market, messageId)
                                : ParkedDraft.received(market, messageId)));
            }
            all.add(stored(ParkedDraft.takenUp(ParkedDraft.parked(market, "m5"), Kind.SETTLE)));
        }
        store.insert(all);
    }

    private List<String> ids(MarketId market, String after, int limit) {
        return notifications.page(market, after, limit).stream()
                .map(found -> found.market() + " " + found.messageId())
                .toList();
    }

    @Test
    void findsThoseThatWaitPageByPageAndByMarket() {
        storeSome();
        assertThat(ids(null, null, 4))
                .containsExactly("google-play m10", "google-play m20", "google-play m30", "stripe m10");
        assertThat(ids(null, "stripe|arcade|m10", 4)).containsExactly("stripe m20", "stripe m30");
        assertThat(ids(Orders.STRIPE, null, 2)).containsExactly("stripe m10", "stripe m20");
        assertThat(ids(Orders.STRIPE, "stripe|arcade|m20", 2)).containsExactly("stripe m30");
        assertThat(ids(Orders.TOSS_PAYMENTS, null, 2)).isEmpty();
        assertThat(notifications.count(100)).isEqualTo(6);
        assertThat(notifications.count(4)).isEqualTo(4);
    }

    @Test
    void keepsWhatIsParkedAndWhatOperatorsDid() {
        RawNotification parked = ParkedDraft.parked(Orders.STRIPE, "m1");
        RawNotification settled = ParkedDraft.takenUp(ParkedDraft.parked(Orders.STRIPE, "m2"), Kind.SETTLE);
        store.insert(List.of(stored(parked), stored(settled)));
        assertThat(notifications.page(null, null, 10)).containsExactly(parked.known());
        assertThat(store.load(List.of(parked.id(), settled.id())).values())
                .extracting(Stored::state)
                .containsExactlyInAnyOrder(parked, settled);
    }

    /** As it lies in stores that a version before has written. */
    @Test
    void findsWhatWasParkedWithoutNotes() {
        RawNotification old = ParkedDraft.parkedWithoutNotes(Orders.STRIPE, "m1");
        store.insert(List.of(stored(old)));
        store.collection().updateOne(Filters.eq(old.id()), Updates.unset("state.parking"));
        assertThat(notifications.page(null, null, 10)).singleElement().satisfies(found -> {
            assertThat(found.note()).isEqualTo("given up");
            assertThat(found.parking().parkedAt()).isEqualTo(WRITTEN_AT);
            assertThat(found.parking().attempts()).isZero();
            assertThat(found.parking().type()).isNull();
        });
        assertThat(store.load(List.of(old.id())).get(old.id()).state()).isEqualTo(old);
    }

    @Test
    void leavesBodiesWhereTheyAre() {
        RawNotification parked = ParkedDraft.parked(Orders.STRIPE, "m1");
        store.insert(List.of(stored(parked)));
        answers.heard.clear();
        assertThat(notifications.page(null, null, 10))
                .extracting(KnownNotification::messageId)
                .containsExactly("m1");
        assertThat(notifications.count(10)).isOne();
        assertThat(answers.heard).hasSize(2).noneMatch(answer -> answer.contains("nobodys_business"));
        store.load(List.of(parked.id()));
        assertThat(answers.heard).last().asString().contains("nobodys_business");
    }

    /** What the store answers. */
    private static final class Answers implements CommandListener {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            heard.add(event.getResponse().toString());
        }
    }
}
