package io.coinslot.marketgateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.localstack.platform.EmbeddedPlatform;
import io.coinslot.marketgateway.MarketGatewayApplication;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.journey.TestSealer;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.schemas.Money;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.billing.DeliveryConfirmed;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.billing.PurchaseRequested;
import io.coinslot.schemas.billing.ReceiptSubmitted;
import io.coinslot.schemas.catalog.MarketLink;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.schemas.market.AvailabilityState;
import io.coinslot.schemas.market.AvailabilityStateEnvelope;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.table.CompactedTable;
import io.coinslot.servicekit.table.CompactedTables;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service over a real broker, a real registry, the embedded store and the simulated markets. */
class MarketGatewayIT {
    private static EmbeddedPlatform platform;
    private static SimulatedMarkets markets;
    private static ConfigurableApplicationContext service;
    private static Sealer sealer;
    private String purchaseId = "pur_" + UUID.randomUUID();
    private long sequence;

    @BeforeAll
    static void start() throws Exception {
        platform = EmbeddedPlatform.start();
        Path keys = Files.createTempDirectory("gateway-keys");
        sealer = TestSealer.in(keys);
        markets = new SimulatedMarkets(Files.createTempDirectory("gateway-markets"));
        service = SpringApplication.run(
                MarketGatewayApplication.class,
                "--server.port=0",
                "--coinslot.keys.directory=" + keys,
                "--coinslot.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--coinslot.schema-registry.url=" + platform.registryUrl(),
                "--coinslot.mongodb.uri=" + platform.mongoUri(),
                "--coinslot.mongodb.database=market_gateway",
                "--coinslot.notifications.grace=1s",
                "--coinslot.markets.google-play.root-url=" + markets.address() + "/google-play",
                "--coinslot.markets.toss-payments.api-base=" + markets.address() + "/toss-payments",
                "--coinslot.markets.stripe.api-base=" + markets.address() + "/stripe");
        link();
        String target = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        for (MarketId market : List.of(Orders.GOOGLE_PLAY, Orders.STRIPE, Orders.TOSS_PAYMENTS)) {
            markets.post(
                    "/control/" + market + "/notification-target",
                    "{\"url\":\"" + target + "/v1/markets/" + market + "/notifications/{serviceId}\"}");
        }
    }

    private static void link() {
        List<MarketLink> links =
                List.of(published(Orders.GOOGLE_PLAY), published(Orders.STRIPE), published(Orders.TOSS_PAYMENTS));
        publish(
                Topics.SERVICE_STATES,
                Orders.SERVICE,
                new ServiceStateEnvelope(
                        UUID.randomUUID().toString(),
                        Orders.SERVICE,
                        1L,
                        Instant.now(),
                        new ServiceState("Arcade", "KRW", null, 1, null, List.of(), links, List.of(), List.of())));
    }

    private static MarketLink published(MarketId market) {
        JsonNode issued = markets.get("/control/" + market + "/credentials?serviceId=" + Orders.SERVICE);
        Map<String, String> settings = new HashMap<>();
        issued.path("settings")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asString()));
        byte[] credentials = JsonMapper.shared().writeValueAsBytes(issued.path("credentials"));
        return new MarketLink(
                market.value(),
                true,
                settings,
                ByteBuffer.wrap(sealer.seal(credentials, Orders.SERVICE + "/" + market)));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        markets.close();
        platform.close();
    }

    private static void publish(String topic, String key, SpecificRecord envelope) {
        Producer<String, byte[]> producer = service.<Producer<String, byte[]>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(Producer.class, String.class, byte[].class))
                .getObject();
        byte[] value = service.getBean(EventCodec.class).encode(topic, envelope);
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(SpecificRecord event) {
        publish(
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
        return markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-%s"}}\
            """.formatted(purchaseId.substring(0, 20)));
    }

    private static Aggregates<Payment, PaymentEvent> payments() {
        return service.<Aggregates<Payment, PaymentEvent>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(Aggregates.class, Payment.class, PaymentEvent.class))
                .getObject();
    }

    private void awaitStatus(PaymentStatus status) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            Stored<Payment> stored = payments().find(purchaseId);
            return stored != null
                    && stored.state().status() == status
                    && stored.outbox().isEmpty();
        });
    }

    @Test
    void sellsThroughStripe() {
        request(Orders.STRIPE);
        awaitStatus(PaymentStatus.PREPARED);
        String intentId = payments().find(purchaseId).state().marketReference();
        markets.post("/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\"}");
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
        markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-%s"}}\
            """.formatted(purchaseId));
        awaitStatus(PaymentStatus.CAPTURED);
        tell(new DeliveryConfirmed(Instant.now(), "API"));
        awaitStatus(PaymentStatus.FINISHED);
    }

    @Test
    void refusesForgedNotificationsAndStoresTheRest() {
        String orderId = buyAtGooglePlay().path("orderId").asString();
        for (String proof : List.of("NONE", "WRONG_KEY", "WRONG_AUDIENCE", "WRONG_EMAIL", "EXPIRED")) {
            assertThat(sent("google-play", "{\"orderId\":\"" + orderId + "\",\"proof\":\"" + proof + "\"}"))
                    .as(proof)
                    .isEqualTo("[401]");
        }
        assertThat(sent("google-play", "{\"orderId\":\"" + orderId + "\",\"kind\":\"DUPLICATE\"}"))
                .isEqualTo("[200,200]");
        for (String kind : List.of("POISON", "UNKNOWN_TYPE", "TEST")) {
            assertThat(sent("google-play", "{\"serviceId\":\"arcade\",\"kind\":\"" + kind + "\"}"))
                    .isEqualTo("[200]");
            assertThat(sent("stripe", "{\"serviceId\":\"arcade\",\"kind\":\"" + kind + "\"}"))
                    .isEqualTo("[200]");
        }
        for (String proof : List.of("NONE", "WRONG_KEY", "EXPIRED")) {
            assertThat(sent("stripe", "{\"serviceId\":\"arcade\",\"kind\":\"TEST\",\"proof\":\"" + proof + "\"}"))
                    .as(proof)
                    .isEqualTo("[401]");
        }
    }

    @Test
    void sellsThroughTossPaymentsAndBoundsWhatNobodySigned() throws Exception {
        request(Orders.TOSS_PAYMENTS);
        awaitStatus(PaymentStatus.PREPARED);
        String paymentKey = markets.post("/control/toss-payments/purchases", """
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
        assertThat(sent("toss-payments", about + "DUPLICATE\"}")).isEqualTo("[200,200]");
        assertThat(sent("toss-payments", about + "FORGED\",\"status\":\"CANCELED\"}"))
                .isEqualTo("[200]");
        assertThat(sent("toss-payments", about + "PAYOUT\"}")).isEqualTo("[200]");
        assertThat(sent("toss-payments", about + "PAYOUT\",\"proof\":\"WRONG_KEY\"}"))
                .isEqualTo("[401]");
        for (int number = 0; number < 10; number++) {
            assertThat(post("/v1/markets/toss-payments/notifications/arcade", "poison " + number))
                    .isEqualTo(200);
        }
        assertThat(post("/v1/markets/toss-payments/notifications/arcade", "poison"))
                .isEqualTo(429);
        assertThat(post("/v1/markets/toss-payments/notifications/arcade", " ".repeat(40_000)))
                .isEqualTo(413);
        markets.post("/control/toss-payments/refunds", "{\"paymentKey\":\"" + paymentKey + "\"}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> payments().find(purchaseId).state().hasNothingLeft());
    }

    @Test
    void tellsThatAMarketDoesNotAnswerAndThatItAnswersAgain() {
        CompactedTable<AvailabilityStateEnvelope> told = service.getBean(CompactedTables.class)
                .follow(Topics.AVAILABILITY_STATES, AvailabilityStateEnvelope.class);
        markets.post("/control/stripe/faults", "{\"errorRate\":1,\"errorStatus\":500}");
        for (int number = 0; number < 25; number++) {
            purchaseId = "pur_" + UUID.randomUUID();
            sequence = 0;
            request(Orders.STRIPE);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            AvailabilityStateEnvelope stripe = told.get("arcade/stripe");
            return stripe != null && ((AvailabilityState) stripe.getEvent()).getPassOverUntil() != null;
        });
        markets.post("/control/stripe/faults", "{}");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            AvailabilityStateEnvelope stripe = told.get("arcade/stripe");
            return stripe != null && ((AvailabilityState) stripe.getEvent()).getPassOverUntil() == null;
        });
        assertThat(told.get("arcade/google-play")).isNull();
        awaitStatus(PaymentStatus.PREPARED);
    }

    private static String sent(String market, String body) {
        return markets.post("/control/" + market + "/notifications", body)
                .path("statuses")
                .toString();
    }

    @Test
    void answersAsAnyPathForMarketsAndServicesThatAreNotThere() throws Exception {
        assertThat(post("/v1/markets/no-such-market/notifications", "{}")).isEqualTo(404);
        assertThat(post("/v1/markets/stripe/notifications/no-such-service", "{}"))
                .isEqualTo(404);
        assertThat(post("/v1/markets/stripe/notifications/arcade", " ".repeat(300_000)))
                .isEqualTo(413);
        assertThat(post("/v1/markets/stripe/notifications", "{}")).isEqualTo(401);
    }

    private static int post(String path, String body) throws Exception {
        String address = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
