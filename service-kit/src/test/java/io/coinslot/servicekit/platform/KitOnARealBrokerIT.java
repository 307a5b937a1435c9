package io.coinslot.servicekit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.localstack.platform.Deployment;
import io.coinslot.localstack.platform.EmbeddedPlatform;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Counter;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.event.EventEncoder;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.servicekit.table.CompactedTable;
import io.coinslot.servicekit.table.CompactedTables;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

class KitOnARealBrokerIT {
    private static final Queue<PaymentEventEnvelope> RECEIVED = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger NOT_YET_ANSWERS = new AtomicInteger();

    private static EmbeddedPlatform platform;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws Exception {
        platform = EmbeddedPlatform.start();
        service = SpringApplication.run(
                TestService.class,
                "--spring.application.name=test-service",
                "--server.port=0",
                "--coinslot.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--coinslot.kafka.concurrency=" + Deployment.PARTITIONS,
                "--coinslot.schema-registry.url=" + platform.registryUrl(),
                "--coinslot.mongodb.uri=" + platform.mongoUri(),
                "--coinslot.mongodb.database=test",
                "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks");
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        platform.close();
    }

    @Test
    void carriesAnEventFromACommandToASubscriberAndEmptiesTheOutbox() {
        Aggregates<Counter, String> counters = counters();
        counters.handleAndWait("p-1", current -> Decision.accepted(Counter.ZERO, List.of("hello"), true));
        await().until(() ->
                RECEIVED.stream().anyMatch(event -> event.getPurchaseId().equals("p-1")));
        await().until(() -> counters.find("p-1").outbox().isEmpty());
    }

    @Test
    void writesConfluentsWireFormatThatAnyAvroClientReads() throws Exception {
        counters().handleAndWait("p-2", current -> Decision.accepted(Counter.ZERO, List.of("wire"), true));
        ConsumerRecord<String, byte[]> message = awaitRecord(Topics.PAYMENT_EVENTS, "p-2");
        ByteBuffer bytes = ByteBuffer.wrap(message.value());
        assertThat(bytes.get()).isZero();
        Schema writer = schemaById(bytes.getInt());
        GenericRecord decoded = new GenericDatumReader<GenericRecord>(writer)
                .read(null, DecoderFactory.get().binaryDecoder(message.value(), 5, message.value().length - 5, null));
        assertThat(decoded.get("purchaseId")).hasToString("p-2");
        assertThat(((GenericRecord) decoded.get("event")).get("reason")).hasToString("wire");
        assertThat(header(message, "ce_id")).isEqualTo(decoded.get("eventId").toString());
        assertThat(header(message, "ce_type")).isEqualTo("String");
        assertThat(header(message, "traceparent")).startsWith("00-");
    }

    @Test
    void sendsPoisonToTheDeadLettersAndGoesOn() throws Exception {
        Producer<String, byte[]> producer = producer();
        producer.send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, "poison", new byte[] {1, 2, 3}))
                .get();
        producer.send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, "poison", new byte[] {0, 0, 0, 99, 99, 1, 2}))
                .get();
        producer.send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, "poison", encoded("after-poison", "fine")))
                .get();
        await().until(() ->
                RECEIVED.stream().anyMatch(event -> event.getPurchaseId().equals("after-poison")));
        ConsumerRecord<String, byte[]> letter = awaitRecord(Topics.PAYMENT_EVENTS + ".dlt", "poison");
        assertThat(header(letter, "dlt-origin-topic")).isEqualTo(Topics.PAYMENT_EVENTS);
        assertThat(header(letter, "dlt-cause")).contains("wire format");
        assertThat(header(letter, "dlt-group")).isEqualTo("test-service");
    }

    @Test
    void sendsWhatAlwaysFailsToTheDeadLettersWithItsCause() throws Exception {
        producer()
                .send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, "bug", encoded("bug", "a bug")))
                .get();
        ConsumerRecord<String, byte[]> letter = awaitRecord(Topics.PAYMENT_EVENTS + ".dlt", "bug");
        assertThat(header(letter, "dlt-cause")).contains("this event cannot be applied");
    }

    @Test
    void parksWhatComesTooEarlyAndAppliesItLater() throws Exception {
        producer()
                .send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, "early", encoded("early", "early")))
                .get();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> RECEIVED.stream()
                        .anyMatch(event -> event.getPurchaseId().equals("early")));
        assertThat(NOT_YET_ANSWERS).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void followsACompactedTopicAndCatchesUp() throws Exception {
        CompactedTable<PaymentEventEnvelope> table =
                service.getBean(CompactedTables.class).follow(Topics.PAYMENT_EVENTS, PaymentEventEnvelope.class);
        producer()
                .send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, "row", encoded("row", "newest")))
                .get();
        assertThat(table.catchUp(Duration.ofSeconds(20))).isTrue();
        assertThat(((PaymentPending) table.get("row").getEvent()).getReason()).isEqualTo("newest");
        assertThat(table.get("no such row")).isNull();
    }

    @SuppressWarnings("unchecked")
    private static Aggregates<Counter, String> counters() {
        return service.getBean(Aggregates.class);
    }

    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> producer() {
        return service.getBean(Producer.class);
    }

    private static byte[] encoded(String purchaseId, String reason) {
        return service.getBean(EventCodec.class).encode(Topics.PAYMENT_EVENTS, envelope(purchaseId, reason));
    }

    private static PaymentEventEnvelope envelope(String purchaseId, String reason) {
        return new PaymentEventEnvelope(
                "e-" + purchaseId, purchaseId, 1L, "arcade", "stripe", Instant.EPOCH, new PaymentPending(reason));
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static Schema schemaById(int id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(platform.registryUrl() + "/apis/ccompat/v7/schemas/ids/" + id))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return new Schema.Parser()
                    .parse(JsonMapper.shared().readTree(body).get("schema").stringValue());
        }
    }

    private static ConsumerRecord<String, byte[]> awaitRecord(String topic, String key) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (int polls = 0; polls < 100; polls++) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(300))) {
                    if (message.key().equals(key)) {
                        return message;
                    }
                }
            }
        }
        throw new AssertionError("no record with the key " + key + " in " + topic);
    }

    @SpringBootApplication
    static class TestService {
        @Bean
        Aggregates<Counter, String> counters(AggregateFactory factory, IndexedDatabase database) {
            return factory.aggregates(
                    "counters",
                    new MongoAggregateStore<>(database, "counters", Counter.class),
                    new Encoder(),
                    List.of());
        }

        @Bean
        EventSubscription<PaymentEventEnvelope> payments() {
            return EventSubscription.each(
                    Topics.PAYMENT_EVENTS, PaymentEventEnvelope.class, "test-service", received -> {
                        PaymentEventEnvelope event = received.value();
                        if (event.getPurchaseId().equals("bug")) {
                            throw new IllegalStateException("this event cannot be applied");
                        }
                        if (event.getPurchaseId().equals("early") && NOT_YET_ANSWERS.incrementAndGet() < 3) {
                            return EventSubscription.done(Consumed.NOT_YET);
                        }
                        RECEIVED.add(event);
                        return EventSubscription.done(Consumed.APPLIED);
                    });
        }
    }

    private static final class Encoder implements EventEncoder<Counter, String> {
        @Override
        public String topic() {
            return Topics.PAYMENT_EVENTS;
        }

        @Override
        public SpecificRecord envelope(Header header, Counter state, String event) {
            return new PaymentEventEnvelope(
                    header.eventId(),
                    header.aggregateId(),
                    header.sequence(),
                    "arcade",
                    "stripe",
                    header.occurredAt(),
                    new PaymentPending(event));
        }
    }
}
