package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.checkout.AmountLimits;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.checkout.Client;
import io.coinslot.billing.checkout.Patience;
import io.coinslot.billing.checkout.PurchaseDraft;
import io.coinslot.billing.feed.FeedCursor;
import io.coinslot.billing.feed.FeedReader;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.localstack.platform.EmbeddedPlatform;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.catalog.MarketLink;
import io.coinslot.schemas.catalog.ProductState;
import io.coinslot.schemas.catalog.ProductStateEnvelope;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.schemas.market.AvailabilityState;
import io.coinslot.schemas.market.AvailabilityStateEnvelope;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentFinished;
import io.coinslot.schemas.settlement.StatementEnvelope;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class BillingOnARealBrokerIT {
    private static final String SERVICE = "arcade";
    private static final GameServer GAME = new GameServer();
    private static OtherIssuer issuer;
    private static EmbeddedPlatform platform;
    private static ConfigurableApplicationContext billing;

    @BeforeAll
    static void start() throws Exception {
        platform = EmbeddedPlatform.start();
        issuer = new OtherIssuer();
        List<String> settings = new ArrayList<>(List.of(issuer.settings()));
        settings.addAll(List.of(
                "--server.port=0",
                "--coinslot.keys.directory=" + LocalService.keys(),
                "--coinslot.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--coinslot.schema-registry.url=" + platform.registryUrl(),
                "--coinslot.mongodb.uri=" + platform.mongoUri(),
                "--coinslot.webhooks.allow-private-addresses=true"));
        billing = new SpringApplicationBuilder(BillingApplication.class).run(settings.toArray(String[]::new));
        ServiceState service = new ServiceState(
                "Arcade",
                "KRW",
                GAME.url(),
                1,
                null,
                List.of(),
                List.of(
                        new MarketLink("google-play", true, Map.of(), null),
                        new MarketLink("stripe", true, Map.of(), null),
                        new MarketLink("toss-payments", true, Map.of(), null)),
                List.of(),
                List.of());
        send(Topics.SERVICE_STATES, SERVICE, new ServiceStateEnvelope("e1", SERVICE, 1L, Instant.EPOCH, service));
        ProductState product = new ProductState(
                SERVICE,
                "gem-100",
                "Gems",
                "CONSUMABLE",
                List.of(FakeTables.price(null, null, "KRW", 1200)),
                Map.of("google-play", "gem_100"),
                null,
                null,
                true);
        send(
                Topics.PRODUCT_STATES,
                SERVICE + "/gem-100",
                new ProductStateEnvelope("e2", SERVICE + "/gem-100", 1L, Instant.EPOCH, product));
        billing.getBean(Catalog.class).catchUp();
    }

    @AfterAll
    static void stop() throws Exception {
        billing.close();
        issuer.close();
        platform.close();
        GAME.close();
    }

    private static void send(String topic, String key, SpecificRecord value) throws Exception {
        send(topic, key, billing.getBean(EventCodec.class).encode(topic, value));
    }

    @SuppressWarnings("unchecked")
    private static void send(String topic, String key, byte[] value) throws Exception {
        Producer<String, byte[]> producer = billing.getBean(Producer.class);
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    private static PurchaseId post(String userId) {
        return post(LocalBilling.draft(Market.GOOGLE_PLAY));
    }

    private static PurchaseId post(PurchaseDraft draft) {
        var client = new Client(new ServiceId(SERVICE), "svc-arcade", AmountLimits.NONE);
        var posting = new Checkout.Posting(
                client, new IdempotencyKey(UUID.randomUUID().toString()), draft, "", "Idempotency-Key");
        return ((Checkout.Posted) Joined.result(billing.getBean(Checkout.class).post(posting, new Patience())))
                .purchase()
                .id();
    }

    @Test
    void passesOverAMarketAsLongAsItsTopicSaysSo() throws Exception {
        tellAvailability(1, Instant.now().plusSeconds(60));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(chosenOnTheWeb()).isEqualTo("TOSS_PAYMENTS not STRIPE"));
        tellAvailability(2, null);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(chosenOnTheWeb()).isEqualTo("STRIPE"));
    }

    private static void tellAvailability(long sequence, @Nullable Instant passOverUntil) throws Exception {
        send(
                Topics.AVAILABILITY_STATES,
                SERVICE + "/stripe",
                new AvailabilityStateEnvelope(
                        UUID.randomUUID().toString(),
                        SERVICE,
                        "stripe",
                        sequence,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        AvailabilityState.newBuilder()
                                .setPassOverUntil(
                                        passOverUntil == null ? null : passOverUntil.truncatedTo(ChronoUnit.MILLIS))
                                .build()));
    }

    private static String chosenOnTheWeb() {
        var draft = new PurchaseDraft(
                new UserId(UUID.randomUUID().toString()),
                new ProductId("gem-100"),
                null,
                1,
                null,
                null,
                null,
                io.coinslot.billing.catalog.Platform.WEB,
                null);
        var order = purchase(post(draft)).order();
        return order.marketChoice().passedOver().stream()
                .map(passed -> " not " + passed.market())
                .reduce(order.market().toString(), String::concat);
    }

    private static void tell(PurchaseId id, long sequence, Object event) throws Exception {
        send(
                Topics.PAYMENT_EVENTS,
                id.value(),
                new PaymentEventEnvelope(
                        UUID.randomUUID().toString(),
                        id.value(),
                        sequence,
                        SERVICE,
                        "google-play",
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        event));
    }

    @SuppressWarnings("unchecked")
    private static Purchase purchase(PurchaseId id) {
        Aggregates<Purchase, PurchaseEvent> purchases = billing.getBean("purchases", Aggregates.class);
        return Objects.requireNonNull(purchases.find(id.value())).state();
    }

    private static void awaitStatus(PurchaseId id, PurchaseStatus status) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(purchase(id).status()).isEqualTo(status));
    }

    @Test
    void sellsAnItemAndShowsItInTheFeed() throws Exception {
        PurchaseId id = post("player-1");
        tell(id, 1, ApiTest.captured("GPA." + id, 1200));
        awaitStatus(id, PurchaseStatus.DELIVERED);
        tell(id, 2, new PaymentFinished("CONSUMED"));
        awaitStatus(id, PurchaseStatus.COMPLETED);
        FeedReader feed = billing.getBean(FeedReader.class);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                feed.read(new ServiceId(SERVICE), FeedCursor.beginning(), 200, Duration.ofSeconds(1))
                                        .events())
                        .anyMatch(event -> event.contains(id.value()) && event.contains("PurchaseCompleted")));
    }

    @Test
    void anEventThatComesTwiceHasOneEffect() throws Exception {
        PurchaseId id = post("player-2");
        var captured = ApiTest.captured("GPA." + id, 1200);
        tell(id, 1, captured);
        tell(id, 1, captured);
        tell(id, 2, new PaymentFinished("CONSUMED"));
        awaitStatus(id, PurchaseStatus.COMPLETED);
        assertThat(purchase(id).trail().history().stream()
                        .filter(line -> line.event().equals("PurchasePaid")))
                .hasSize(1);
    }

    @Test
    void anEventThatComesTooEarlyWaitsForTheOneBeforeIt() throws Exception {
        PurchaseId id = post("player-3");
        tell(id, 2, new PaymentFinished("CONSUMED"));
        tell(id, 1, ApiTest.captured("GPA." + id, 1200));
        awaitStatus(id, PurchaseStatus.COMPLETED);
    }

    @Test
    void aServiceTakesTokensOfAnotherIssuerAndNoOthers() throws Exception {
        PurchaseId id = post("player-5");
        assertThat(read(id, issuer.token(OtherIssuer.NAME, SERVICE, "purchases:read")))
                .isEqualTo(200);
        assertThat(read(id, issuer.token(OtherIssuer.NAME, "other", "purchases:read")))
                .isEqualTo(404);
        assertThat(read(id, issuer.token(OtherIssuer.NAME, SERVICE, "catalog:read")))
                .isEqualTo(403);
        assertThat(read(id, issuer.token(OtherIssuer.NAME, null, "purchases:read")))
                .isEqualTo(401);
        assertThat(read(id, issuer.token("http://127.0.0.1:8080", SERVICE, "purchases:read")))
                .isEqualTo(401);
    }

    private static int read(PurchaseId id, String token) throws Exception {
        String port = billing.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/purchases/" + id))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void aStatementIsToldOnceWithASignature() throws Exception {
        String settlementId = DerivedId.of("set_", UUID.randomUUID().toString());
        StatementEnvelope envelope = statement(settlementId);
        send(Topics.STATEMENTS, settlementId, "no avro".getBytes(StandardCharsets.UTF_8));
        send(Topics.STATEMENTS, settlementId, envelope);
        send(Topics.STATEMENTS, settlementId, envelope);
        awaitToldOnce(settlementId);

        String second = DerivedId.of("set_", UUID.randomUUID().toString());
        send(Topics.STATEMENTS, settlementId, envelope);
        // The same key, so that what comes once more of the first is read before the second.
        send(Topics.STATEMENTS, settlementId, statement(second));
        awaitToldOnce(second);
        assertThat(told(settlementId)).hasSize(1);
    }

    private static StatementEnvelope statement(String settlementId) {
        return new StatementEnvelope(
                UUID.randomUUID().toString(),
                settlementId,
                1L,
                SERVICE,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                SettlementWebhookApiTest.ready());
    }

    private static List<GameServer.Received> told(String settlementId) {
        return GAME.received().stream()
                .filter(received -> received.body().contains(settlementId))
                .toList();
    }

    private static void awaitToldOnce(String settlementId) throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told(settlementId)).hasSize(1));
        SettlementWebhookApiTest.assertSigned(SERVICE, told(settlementId).getFirst());
    }

    @Test
    void aPoisonedRecordGoesToTheDeadLettersAndStopsNobody() throws Exception {
        PurchaseId id = post("player-4");
        send(Topics.PAYMENT_EVENTS, id.value(), "no avro".getBytes(StandardCharsets.UTF_8));
        tell(id, 1, ApiTest.captured("GPA." + id, 1200));
        awaitStatus(id, PurchaseStatus.DELIVERED);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PAYMENT_EVENTS + ".dlt").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(consumer.endOffsets(partitions).values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum())
                            .isPositive());
        }
    }
}
