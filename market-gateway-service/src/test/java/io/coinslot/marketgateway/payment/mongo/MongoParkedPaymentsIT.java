package io.coinslot.marketgateway.payment.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.marketgateway.Decided;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.OperatorAction.Kind;
import io.coinslot.marketgateway.payment.ParkedSteps;
import io.coinslot.marketgateway.payment.ParkingDecisions;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoParkedPaymentsIT {
    private static final MarketAbilities MARKET = new MarketAbilities(true, false, true, true, true);
    private static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");

    private EmbeddedStore server;
    private MongoClient client;
    private MongoAggregateStore<Payment> store;

    @BeforeEach
    void open() throws Exception {
        server = EmbeddedStore.inMemory();
        client = MongoClients.create(server.uri());
        store = new MongoAggregateStore<>(
                new IndexedDatabase(client.getDatabase("payments").withCodecRegistry(DocumentCodecs.registry())),
                "payments",
                Payment.class);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    private static Payment payment(int number) {
        return Decided.state(PurchaseReactions.requested(null, Orders.of(Orders.GOOGLE_PLAY, "p" + number), 1, MARKET));
    }

    private static Payment parked(Payment payment) {
        Task task = new Task("verify:r1", "verify", 45, true, TIME, Map.of("receiptId", "r1"));
        return Decided.state(ParkingDecisions.meanwhile(
                payment, task, TIME, current -> MarketAnswers.parked(current, "VERIFY", "the market is ill")));
    }

    private static Payment settled(Payment payment) {
        return Decided.state(ParkedSteps.resolve(
                payment, new ParkedSteps.Request(Kind.SETTLE, null, "admin", "nothing comes of it", TIME)));
    }

    private static Stored<Payment> stored(Payment payment) {
        return new Stored<>(payment.order().purchaseId(), 1, "w", Instant.EPOCH, payment, 0, List.of(), List.of());
    }

    private static List<String> ids(List<Payment> page) {
        return page.stream().map(payment -> payment.order().purchaseId()).toList();
    }

    @Test
    void findsThoseThatWaitPageByPageAndKeepsWhatIsParked() {
        List<Stored<Payment>> all = new ArrayList<>();
        for (int number = 10; number < 40; number++) {
            all.add(stored(number % 10 == 0 ? parked(payment(number)) : payment(number)));
        }
        all.add(stored(settled(parked(payment(5)))));
        store.insert(all);
        MongoParkedPayments payments = new MongoParkedPayments(store);
        List<Payment> page = payments.page(null, 2);
        assertThat(ids(page)).containsExactly("p10", "p20");
        assertThat(page.getFirst()).isEqualTo(parked(payment(10)));
        assertThat(ids(payments.page("p20", 2))).containsExactly("p30");
        assertThat(payments.page("p30", 2)).isEmpty();
    }
}
