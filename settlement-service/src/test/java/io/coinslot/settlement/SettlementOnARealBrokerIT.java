package io.coinslot.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.localstack.platform.Deployment;
import io.coinslot.localstack.platform.EmbeddedPlatform;
import io.coinslot.schemas.Money;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.billing.DeliveryConfirmed;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.market.PaymentCaptured;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentRefunded;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.settlement.journal.EntryKind;
import io.coinslot.settlement.journal.Journal;
import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.PurchaseLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service on a real broker, a real registry and the embedded store. */
class SettlementOnARealBrokerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private static EmbeddedPlatform platform;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws Exception {
        platform = EmbeddedPlatform.start();
        service = SpringApplication.run(
                SettlementApplication.class,
                "--server.port=0",
                "--coinslot.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--coinslot.kafka.concurrency=" + Deployment.PARTITIONS,
                "--coinslot.schema-registry.url=" + platform.registryUrl(),
                "--coinslot.mongodb.uri=" + platform.mongoUri(),
                "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks");
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        platform.close();
    }

    @Test
    void booksASaleOnceEvenIfEveryEventComesTwice() {
        for (int time = 0; time < 2; time++) {
            payment("pur_twice", "cap_twice", captured());
            purchase("pur_twice", "del_twice", new DeliveryConfirmed(NOW, "WEBHOOK"));
        }
        payment("pur_twice", "ref_twice", refunded("r1", 50));
        payment("pur_twice", "ref_twice", refunded("r1", 50));
        awaitAllRead();

        awaitKinds("pur_twice", EntryKind.CAPTURE, EntryKind.DELIVERY, EntryKind.REFUND);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(journalEntries("pur_twice")).containsExactly("1", "2", "3"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(balance("twice")).containsEntry("KRW|service-payable", 1_200L - 180 - 50 + 8));
    }

    @Test
    void booksARefundThatCameBeforeItsCapture() {
        payment("pur_early", "ref_early", refunded("r1", 1_200));
        purchase("pur_early", "del_early", new DeliveryConfirmed(NOW, "WEBHOOK"));
        payment("pur_other", "cap_other", captured());
        awaitKinds("pur_other", EntryKind.CAPTURE);

        payment("pur_early", "cap_early", captured());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kinds("pur_early"))
                        .containsExactlyInAnyOrder(EntryKind.CAPTURE, EntryKind.REFUND, EntryKind.DELIVERY));
        assertThat(find("pur_early").returned()).isEqualTo(1_200);
    }

    @Test
    void passesPoisonOnAndGoesOn() throws Exception {
        for (String topic : List.of(Topics.PAYMENT_EVENTS, Topics.PURCHASE_EVENTS)) {
            producer()
                    .send(new ProducerRecord<>(topic, "poison", new byte[] {7, 7}))
                    .get();
        }
        payment("poison", "cap_poison", captured());
        payment(
                "poison",
                "ref_poison",
                PaymentRefunded.newBuilder(refunded("r1", 1))
                        .setAmount(new Money(1L, "USD"))
                        .build());
        payment("poison", "ref_fine", refunded("r2", 1));

        awaitKinds("poison", EntryKind.CAPTURE, EntryKind.REFUND);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(records(Topics.PAYMENT_EVENTS + ".dlt", "poison"))
                        .extracting(letter -> new String(
                                letter.headers().lastHeader("dlt-cause").value()))
                        .anyMatch(cause -> cause.contains("was paid in KRW"))
                        .hasSize(2));
        assertThat(records(Topics.PURCHASE_EVENTS + ".dlt", "poison")).hasSize(1);
    }

    private static void payment(String purchaseId, String eventId, Object event) {
        String serviceId = purchaseId.substring(purchaseId.indexOf('_') + 1);
        send(
                Topics.PAYMENT_EVENTS,
                purchaseId,
                new PaymentEventEnvelope(eventId, purchaseId, 1L, serviceId, "google-play", NOW, event));
    }

    private static void purchase(String purchaseId, String eventId, Object event) {
        send(
                Topics.PURCHASE_EVENTS,
                purchaseId,
                new PurchaseEventEnvelope(eventId, purchaseId, 1L, "arcade", NOW, event));
    }

    private static void send(String topic, String key, SpecificRecord envelope) {
        byte[] value = service.getBean(EventCodec.class).encode(topic, envelope);
        producer().send(new ProducerRecord<>(topic, key, value));
    }

    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> producer() {
        return service.getBean(Producer.class);
    }

    private static PaymentCaptured captured() {
        return PaymentCaptured.newBuilder()
                .setMarketTransactionId("GPA.1")
                .setApplication("com.example")
                .setCaptured(new Money(1_200L, "KRW"))
                .setCapturedAt(NOW)
                .setTestPurchase(false)
                .setUserId("u1")
                .setProductId("gem")
                .setQuantity(1)
                .build();
    }

    private static PaymentRefunded refunded(String marketRefundId, long minorUnits) {
        return PaymentRefunded.newBuilder()
                .setMarketRefundId(marketRefundId)
                .setAmount(new Money(minorUnits, "KRW"))
                .setInitiator("MARKET")
                .build();
    }

    /** Whatever was sent is applied, and what came twice passed over. */
    private static void awaitAllRead() {
        producer().flush();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (String topic : List.of(Topics.PAYMENT_EVENTS, Topics.PURCHASE_EVENTS)) {
            for (int partition = 0; partition < Deployment.PARTITIONS; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets("settlement-service")
                        .partitionsToOffsetAndMetadata()
                        .get();
                assertThat(admin.listOffsets(ends).all().get()).allSatisfy((partition, end) -> {
                    OffsetAndMetadata committed = read.get(partition);
                    assertThat(committed == null ? 0 : committed.offset())
                            .as("%s", partition)
                            .isEqualTo(end.offset());
                });
            });
        }
    }

    private static void awaitKinds(String purchaseId, EntryKind... kinds) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kinds(purchaseId)).containsExactlyInAnyOrder(kinds));
    }

    private static List<EntryKind> kinds(String purchaseId) {
        PurchaseLedger ledger = find(purchaseId);
        return ledger == null
                ? List.of()
                : ledger.entries().stream().map(JournalEntry::kind).toList();
    }

    private static PurchaseLedger find(String purchaseId) {
        return service.getBean(Journal.class).find(purchaseId);
    }

    /** The sequences of a purchase's entries on the topic. */
    private static List<String> journalEntries(String purchaseId) {
        return records(Topics.JOURNAL_ENTRIES, purchaseId).stream()
                .map(message -> service.getBean(EventCodec.class).decode(Topics.JOURNAL_ENTRIES, message.value()))
                .map(envelope -> envelope.get(
                                envelope.getSchema().getField("sequence").pos())
                        .toString())
                .toList();
    }

    private static Map<String, Object> balance(String serviceId) {
        Document found = service.getBean(com.mongodb.client.MongoDatabase.class)
                .getCollection("balances")
                .find(new Document("_id", serviceId))
                .first();
        return found == null ? Map.of() : new HashMap<>(found.get("amounts", Document.class));
    }

    private static List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, Deployment.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found.stream().filter(message -> key.equals(message.key())).toList();
        }
    }
}
