package io.coinslot.marketgateway.payment.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.marketgateway.Decided;
import io.coinslot.marketgateway.OrderDraft;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoOpenPaymentsIT {
    private static final MarketAbilities MARKET = new MarketAbilities(true, false, true, true, true);

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

    private static Stored<Payment> open(int number) {
        PaymentOrder order = new OrderDraft(Orders.GOOGLE_PLAY, "p" + number)
                .requestedAt(Instant.EPOCH.plus(Duration.ofMinutes(number)))
                .order();
        Payment payment = Decided.state(PurchaseReactions.requested(null, order, 1, MARKET));
        return new Stored<>("p" + number, 1, "w", Instant.EPOCH, payment, 0, List.of(), List.of());
    }

    /** A player who leaves the shop often has more open payments than are ever read. */
    @Test
    void findsTheNewestHoweverManyWereLeftUnpaid() {
        List<Stored<Payment>> left = new ArrayList<>();
        for (int number = 0; number < 230; number++) {
            left.add(open(number));
        }
        store.insert(left);
        List<Payment> found =
                new MongoOpenPayments(store).ofBuyer(Orders.SERVICE, Orders.GOOGLE_PLAY, "account-of-user-1");
        assertThat(found).hasSize(200);
        assertThat(found.getFirst().order().purchaseId()).isEqualTo("p229");
        assertThat(found.getLast().order().purchaseId()).isEqualTo("p30");
    }
}
