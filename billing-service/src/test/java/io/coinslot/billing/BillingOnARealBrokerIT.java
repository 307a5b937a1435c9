package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.billing.catalog.Platform;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.checkout.PurchaseDraft;
import io.coinslot.billing.feed.FeedCursor;
import io.coinslot.billing.feed.FeedReader;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.AvailabilityState;
import io.coinslot.schemas.market.AvailabilityStateEnvelope;
import io.coinslot.schemas.market.PaymentFinished;
import io.coinslot.schemas.settlement.StatementEnvelope;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BillingOnARealBrokerIT {
    private static BillingOnABroker billing;

    @BeforeAll
    static void start() throws Exception {
        billing = new BillingOnABroker();
    }

    @AfterAll
    static void stop() throws Exception {
        billing.close();
    }

    @Test
    void sellsAnItemAndShowsItInTheFeed() throws Exception {
        PurchaseId id = billing.post();
        billing.tell(id, 1, ApiTest.captured("GPA." + id, 1200));
        billing.awaitStatus(id, PurchaseStatus.DELIVERED);
        billing.tell(id, 2, new PaymentFinished("CONSUMED"));
        billing.awaitStatus(id, PurchaseStatus.COMPLETED);
        FeedReader feed = billing.bean(FeedReader.class);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(feed.read(
                                        new ServiceId(BillingOnABroker.SERVICE),
                                        FeedCursor.beginning(),
                                        200,
                                        Duration.ofSeconds(1))
                                .events())
                        .anyMatch(event -> event.contains(id.value()) && event.contains("PurchaseCompleted")));
    }

    @Test
    void anEventThatComesTwiceHasOneEffect() throws Exception {
        PurchaseId id = billing.post();
        var captured = ApiTest.captured("GPA." + id, 1200);
        billing.tell(id, 1, captured);
        billing.tell(id, 1, captured);
        billing.tell(id, 2, new PaymentFinished("CONSUMED"));
        billing.awaitStatus(id, PurchaseStatus.COMPLETED);
        assertThat(billing.purchase(id).trail().history().stream()
                        .filter(line -> line.event().equals("PurchasePaid")))
                .hasSize(1);
    }

    @Test
    void anEventThatComesTooEarlyWaitsForTheOneBeforeIt() throws Exception {
        PurchaseId id = billing.post();
        billing.tell(id, 2, new PaymentFinished("CONSUMED"));
        billing.tell(id, 1, ApiTest.captured("GPA." + id, 1200));
        billing.awaitStatus(id, PurchaseStatus.COMPLETED);
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
        billing.send(
                Topics.AVAILABILITY_STATES,
                BillingOnABroker.SERVICE + "/stripe",
                new AvailabilityStateEnvelope(
                        UUID.randomUUID().toString(),
                        BillingOnABroker.SERVICE,
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
                Platform.WEB,
                null);
        var order = billing.purchase(billing.post(draft)).order();
        return order.marketChoice().passedOver().stream()
                .map(passed -> " not " + passed.market())
                .reduce(order.market().toString(), String::concat);
    }

    @Test
    void aServiceTakesTokensOfAnotherIssuerAndNoOthers() throws Exception {
        PurchaseId id = billing.post();
        assertThat(billing.read(id, billing.issuer.token(OtherIssuer.NAME, BillingOnABroker.SERVICE, "purchases:read")))
                .isEqualTo(200);
        assertThat(billing.read(id, billing.issuer.token(OtherIssuer.NAME, "other", "purchases:read")))
                .isEqualTo(404);
        assertThat(billing.read(id, billing.issuer.token(OtherIssuer.NAME, BillingOnABroker.SERVICE, "catalog:read")))
                .isEqualTo(403);
        assertThat(billing.read(id, billing.issuer.token(OtherIssuer.NAME, null, "purchases:read")))
                .isEqualTo(401);
        assertThat(billing.read(
                        id, billing.issuer.token("http://127.0.0.1:8080", BillingOnABroker.SERVICE, "purchases:read")))
                .isEqualTo(401);
    }

    @Test
    void aStatementIsToldOnceWithASignature() throws Exception {
        String settlementId = DerivedId.of("set_", UUID.randomUUID().toString());
        StatementEnvelope envelope = statement(settlementId);
        billing.send(Topics.STATEMENTS, settlementId, "no avro".getBytes(StandardCharsets.UTF_8));
        billing.send(Topics.STATEMENTS, settlementId, envelope);
        billing.send(Topics.STATEMENTS, settlementId, envelope);
        awaitToldOnce(settlementId);

        String second = DerivedId.of("set_", UUID.randomUUID().toString());
        billing.send(Topics.STATEMENTS, settlementId, envelope);
        // The same key, so that what comes once more of the first is read before the second.
        billing.send(Topics.STATEMENTS, settlementId, statement(second));
        awaitToldOnce(second);
        assertThat(told(settlementId)).hasSize(1);
    }

    private static StatementEnvelope statement(String settlementId) {
        return new StatementEnvelope(
                UUID.randomUUID().toString(),
                settlementId,
                1L,
                BillingOnABroker.SERVICE,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                SettlementWebhookApiTest.ready());
    }

    private static List<GameServer.Received> told(String settlementId) {
        return billing.game.received().stream()
                .filter(received -> received.body().contains(settlementId))
                .toList();
    }

    private static void awaitToldOnce(String settlementId) throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told(settlementId)).hasSize(1));
        SettlementWebhookApiTest.assertSigned(
                BillingOnABroker.SERVICE, told(settlementId).getFirst());
    }

    @Test
    void aPoisonedRecordGoesToTheDeadLettersAndStopsNobody() throws Exception {
        PurchaseId id = billing.post();
        billing.send(Topics.PAYMENT_EVENTS, id.value(), "no avro".getBytes(StandardCharsets.UTF_8));
        billing.tell(id, 1, ApiTest.captured("GPA." + id, 1200));
        billing.awaitStatus(id, PurchaseStatus.DELIVERED);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", billing.platform.bootstrapServers()),
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
