package io.coinslot.marketgateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.notification.ParkedNotificationCount;
import io.coinslot.marketgateway.notification.ParkedNotifications;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.sweep.KnownSweeps;
import io.coinslot.marketgateway.sweep.SweepAges;
import io.coinslot.schemas.Money;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.billing.DeliveryConfirmed;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.billing.PurchaseRequested;
import io.coinslot.schemas.billing.ReceiptSubmitted;
import io.coinslot.schemas.market.AvailabilityState;
import io.coinslot.schemas.market.AvailabilityStateEnvelope;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.table.CompactedTable;
import io.coinslot.servicekit.table.CompactedTables;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole service over a real broker, a real registry, the embedded store and the simulated markets. */
class MarketGatewayIT {
    private static GatewayOnABroker gateway;
    private String purchaseId = "pur_" + UUID.randomUUID();
    private long sequence;

    @BeforeAll
    static void start() throws Exception {
        gateway = new GatewayOnABroker();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private void tell(SpecificRecord event) {
        gateway.publish(
                Topics.PURCHASE_EVENTS,
                purchaseId,
                new PurchaseEventEnvelope(
                        UUID.randomUUID().toString(), purchaseId, ++sequence, Orders.SERVICE, Instant.now(), event));
    }

    private void request(MarketId market) {
        tell(PurchaseRequested.newBuilder()
                .setUserId("user-1")
                .setProductId("gem-100")
                .setProductType("CONSUMABLE")
                .setQuantity(1)
                .setMarket(market.value())
                .setMarketChoice("NAMED_BY_CALLER")
                .setMarketProductId("gem_100")
                .setTotal(new Money(1200L, "KRW"))
                .setOrderReference(purchaseId)
                .setObfuscatedAccountId("account-" + purchaseId)
                .setAppAccountToken(UUID.randomUUID().toString())
                .setExpiresAt(Instant.now().plusSeconds(3600))
                .build());
    }

    private JsonNode buyAtGooglePlay() {
        return gateway.markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-%s"}}\
            """.formatted(purchaseId.substring(0, 20)));
    }

    private void awaitStatus(PaymentStatus status) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            Stored<Payment> stored = gateway.payments().find(purchaseId);
            return stored != null
                    && stored.state().status() == status
                    && stored.outbox().isEmpty();
        });
    }

    @Test
    void sellsThroughStripe() {
        request(Orders.STRIPE);
        awaitStatus(PaymentStatus.PREPARED);
        String intentId = gateway.payments().find(purchaseId).state().marketReference();
        gateway.markets.post("/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\"}");
        tell(ReceiptSubmitted.newBuilder()
                .setReceiptId("r1")
                .setMarket("stripe")
                .setPaymentIntentId(intentId)
                .build());
        awaitStatus(PaymentStatus.CAPTURED);
        tell(new DeliveryConfirmed(Instant.now(), "API"));
        awaitStatus(PaymentStatus.FINISHED);
    }

    @Test
    void sellsThroughGooglePlayThoughTheClientNeverBringsTheReceipt() {
        request(Orders.GOOGLE_PLAY);
        awaitStatus(PaymentStatus.REQUESTED);
        gateway.markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-%s"}}\
            """.formatted(purchaseId));
        awaitStatus(PaymentStatus.CAPTURED);
        tell(new DeliveryConfirmed(Instant.now(), "API"));
        awaitStatus(PaymentStatus.FINISHED);
    }

    @Test
    void refusesForgedNotificationsAndStoresTheRest() {
        // Only what is sent on request.
        for (String market : List.of("google-play", "stripe")) {
            gateway.markets.post("/control/" + market + "/faults", "{\"notifications\":false}");
        }
        String orderId = buyAtGooglePlay().path("orderId").asString();
        List<String> before = stored();
        for (String proof : List.of("NONE", "WRONG_KEY", "WRONG_AUDIENCE", "WRONG_EMAIL", "EXPIRED")) {
            assertThat(gateway.sent("google-play", "{\"orderId\":\"" + orderId + "\",\"proof\":\"" + proof + "\"}"))
                    .as(proof)
                    .isEqualTo("[401]");
        }
        assertThat(stored()).isEqualTo(before);
        assertThat(gateway.sent("google-play", "{\"orderId\":\"" + orderId + "\",\"kind\":\"DUPLICATE\"}"))
                .isEqualTo("[200,200]");
        assertThat(stored()).as("the one of two copies").hasSize(before.size() + 1);
        for (String kind : List.of("POISON", "UNKNOWN_TYPE", "TEST")) {
            assertThat(gateway.sent("google-play", "{\"serviceId\":\"arcade\",\"kind\":\"" + kind + "\"}"))
                    .isEqualTo("[200]");
            assertThat(gateway.sent("stripe", "{\"serviceId\":\"arcade\",\"kind\":\"" + kind + "\"}"))
                    .isEqualTo("[200]");
        }
        assertThat(stored()).as("with what nobody understands").hasSize(before.size() + 7);
        for (String proof : List.of("NONE", "WRONG_KEY", "EXPIRED")) {
            assertThat(gateway.sent(
                            "stripe", "{\"serviceId\":\"arcade\",\"kind\":\"TEST\",\"proof\":\"" + proof + "\"}"))
                    .as(proof)
                    .isEqualTo("[401]");
        }
        assertThat(stored()).hasSize(before.size() + 7);
        for (String market : List.of("google-play", "stripe")) {
            gateway.markets.post("/control/" + market + "/faults", "{}");
        }
    }

    /** The notifications of both markets that are durable. */
    private static List<String> stored() {
        return gateway.bean(MongoDatabase.class)
                .getCollection("raw-notifications")
                .find(Filters.regex("_id", "^(google-play|stripe)"))
                .sort(Sorts.ascending("_id"))
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    @Test
    void keepsForOperatorsWhatItDoesNotUnderstand() {
        gateway.sent("stripe", "{\"serviceId\":\"arcade\",\"kind\":\"UNKNOWN_TYPE\"}");
        ParkedNotifications parked = gateway.bean(ParkedNotifications.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> parked.page(Orders.STRIPE, null, 100).stream()
                        .anyMatch(found -> found.parking() != null
                                && "marvel.created".equals(found.parking().type())));
        MeterRegistry meters = gateway.bean(MeterRegistry.class);
        ParkedNotificationCount count = gateway.bean(ParkedNotificationCount.class);
        count.count();
        assertThat(meters.get("coinslot.notifications.parked").gauge().value()).isPositive();
        for (Document index : gateway.bean(MongoDatabase.class)
                .getCollection("raw-notifications")
                .listIndexes()) {
            if (index.get("key", Document.class).containsKey("state.status")) {
                assertThat(index.get("partialFilterExpression", Document.class))
                        .isEqualTo(new Document("state.status", "PARKED"));
                return;
            }
        }
        throw new AssertionError("they are found by no index of their own");
    }

    @Test
    void sweepsWhatMarketsRememberAndTellsHowFar() {
        KnownSweeps sweeps = gateway.bean(KnownSweeps.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sweeps.page(null, 10).stream()
                        .anyMatch(sweep -> sweep.market().equals(Orders.STRIPE) && sweep.runs() > 0));
        gateway.bean(SweepAges.class).look();
        Gauge age = gateway.bean(MeterRegistry.class)
                .get("coinslot.sweep.age")
                .tag("market", "stripe")
                .gauge();
        assertThat(age.value()).isBetween(0.0, 3600.0);
    }

    @Test
    void sellsThroughTossPaymentsAndBoundsWhatNobodySigned() throws Exception {
        request(Orders.TOSS_PAYMENTS);
        awaitStatus(PaymentStatus.PREPARED);
        String paymentKey = gateway.markets
                .post("/control/toss-payments/purchases", """
                    {"serviceId":"arcade","orderId":"%s","total":{"amount":"1200","currency":"KRW"}}\
                    """.formatted(purchaseId))
                .path("paymentKey")
                .asString();
        tell(ReceiptSubmitted.newBuilder()
                .setReceiptId("r1")
                .setMarket("toss-payments")
                .setPaymentKey(paymentKey)
                .build());
        awaitStatus(PaymentStatus.CAPTURED);
        String about = "{\"serviceId\":\"arcade\",\"paymentKey\":\"" + paymentKey + "\",\"kind\":\"";
        assertThat(gateway.sent("toss-payments", about + "DUPLICATE\"}")).isEqualTo("[200,200]");
        assertThat(gateway.sent("toss-payments", about + "FORGED\",\"status\":\"CANCELED\"}"))
                .isEqualTo("[200]");
        assertThat(gateway.sent("toss-payments", about + "PAYOUT\"}")).isEqualTo("[200]");
        assertThat(gateway.sent("toss-payments", about + "PAYOUT\",\"proof\":\"WRONG_KEY\"}"))
                .isEqualTo("[401]");
        for (int number = 0; number < 10; number++) {
            assertThat(gateway.post("/v1/markets/toss-payments/notifications/arcade", "poison " + number))
                    .isEqualTo(200);
        }
        assertThat(gateway.post("/v1/markets/toss-payments/notifications/arcade", "poison"))
                .isEqualTo(429);
        assertThat(gateway.post("/v1/markets/toss-payments/notifications/arcade", " ".repeat(40_000)))
                .isEqualTo(413);
        gateway.markets.post("/control/toss-payments/refunds", "{\"paymentKey\":\"" + paymentKey + "\"}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.payments().find(purchaseId).state().hasNothingLeft());
    }

    @Test
    void tellsThatAMarketDoesNotAnswerAndThatItAnswersAgain() {
        CompactedTable<AvailabilityStateEnvelope> told =
                gateway.bean(CompactedTables.class).follow(Topics.AVAILABILITY_STATES, AvailabilityStateEnvelope.class);
        gateway.markets.post("/control/stripe/faults", "{\"errorRate\":1,\"errorStatus\":500}");
        for (int number = 0; number < 25; number++) {
            purchaseId = "pur_" + UUID.randomUUID();
            sequence = 0;
            request(Orders.STRIPE);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            AvailabilityStateEnvelope stripe = told.get("arcade/stripe");
            return stripe != null && ((AvailabilityState) stripe.getEvent()).getPassOverUntil() != null;
        });
        gateway.markets.post("/control/stripe/faults", "{}");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            AvailabilityStateEnvelope stripe = told.get("arcade/stripe");
            return stripe != null && ((AvailabilityState) stripe.getEvent()).getPassOverUntil() == null;
        });
        assertThat(told.get("arcade/google-play")).isNull();
        awaitStatus(PaymentStatus.PREPARED);
    }

    @Test
    void answersAsAnyPathForMarketsAndServicesThatAreNotThere() throws Exception {
        assertThat(gateway.post("/v1/markets/no-such-market/notifications", "{}"))
                .isEqualTo(404);
        assertThat(gateway.post("/v1/markets/stripe/notifications/no-such-service", "{}"))
                .isEqualTo(404);
        assertThat(gateway.post("/v1/markets/stripe/notifications/arcade", " ".repeat(300_000)))
                .isEqualTo(413);
        assertThat(gateway.post("/v1/markets/stripe/notifications", "{}")).isEqualTo(401);
    }
}
