package io.coinslot.servicekit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.coinslot.localstack.platform.EmbeddedPlatform;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.event.EventCodec.SchemaRegistryUnavailable;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Events whose schema is not known yet wait for the registry; those behind them keep their place. */
class RegistryAwayIT {
    private static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();

    private static EmbeddedPlatform platform;
    private static RegistryLine line;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws Exception {
        platform = EmbeddedPlatform.start();
        line = new RegistryLine(platform.registryUrl());
        service = SpringApplication.run(
                TestService.class,
                "--spring.application.name=registry-away",
                "--server.port=0",
                "--coinslot.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--coinslot.schema-registry.url=" + line.url(),
                "--coinslot.mongodb.uri=" + platform.mongoUri(),
                "--coinslot.mongodb.database=registry_away",
                "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks");
        codec().encode(Topics.PAYMENT_EVENTS, envelope("known from here on"));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        line.close();
        platform.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WHOLE")
    void waitsForTheRegistryAndLosesNothing(RegistryLine.Condition condition) throws Exception {
        byte[] known = codec().encode(Topics.PAYMENT_EVENTS, envelope("behind-" + condition));
        byte[] unknown = inANewerSchema("ahead-" + condition, "added" + condition);
        line.become(condition);
        send(unknown);
        send(known);
        await().until(() -> line.refused() >= 2);
        assertThat(RECEIVED).doesNotContain("ahead-" + condition, "behind-" + condition);
        line.become(RegistryLine.Condition.WHOLE);
        await().until(() -> RECEIVED.contains("behind-" + condition));
        assertThat(RECEIVED.stream().filter(id -> id.endsWith("-" + condition)))
                .containsExactly("ahead-" + condition, "behind-" + condition);
        assertThat(deadLetters()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WHOLE")
    void publishesNothingThatNobodyCouldReadAndSaysWhy(RegistryLine.Condition condition) {
        line.become(condition);
        try {
            // On a thread of its own, as whoever waits for a registry that never answers would wait for ever.
            CompletableFuture<Throwable> outcome = CompletableFuture.supplyAsync(() -> catchThrowable(
                    () -> codec().encode("a topic never asked for: " + condition, new PaymentPending(""))));
            await().until(outcome::isDone);
            assertThat(outcome.join()).isInstanceOf(SchemaRegistryUnavailable.class);
        } finally {
            line.become(RegistryLine.Condition.WHOLE);
        }
    }

    private static EventCodec codec() {
        return service.getBean(EventCodec.class);
    }

    @SuppressWarnings("unchecked")
    private static void send(byte[] value) throws Exception {
        service.getBean(Producer.class)
                .send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, 0, "same key", value))
                .get();
    }

    private static PaymentEventEnvelope envelope(String purchaseId) {
        return new PaymentEventEnvelope(
                "e-" + purchaseId, purchaseId, 1L, "arcade", "stripe", Instant.EPOCH, new PaymentPending("waiting"));
    }

    /** As a service writes that was deployed a moment ago. */
    private static byte[] inANewerSchema(String purchaseId, String field) throws Exception {
        Schema schema = withField(PaymentEventEnvelope.getClassSchema(), field);
        GenericRecord today = (GenericRecord)
                SpecificData.get().deepCopy(PaymentEventEnvelope.getClassSchema(), envelope(purchaseId));
        GenericRecord newer = new GenericData.Record(schema);
        for (Schema.Field same : PaymentEventEnvelope.getClassSchema().getFields()) {
            newer.put(same.name(), today.get(same.pos()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(
                ByteBuffer.allocate(5).put((byte) 0).putInt(register(schema)).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema, SpecificData.get()).write(newer, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Schema withField(Schema schema, String name) {
        Schema newer = Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false);
        List<Schema.Field> fields = new java.util.ArrayList<>();
        schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field(
                name,
                Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING)),
                "",
                Schema.Field.NULL_DEFAULT_VALUE));
        newer.setFields(fields);
        return newer;
    }

    private static int register(Schema schema) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.registryUrl() + "/apis/ccompat/v7/subjects/"
                        + Topics.PAYMENT_EVENTS + "-value/versions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(Map.of("schema", schema.toString()))))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return JsonMapper.shared().readTree(answer).get("id").intValue();
        }
    }

    private static long deadLetters() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            String topic = Topics.PAYMENT_EVENTS + ".dlt";
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .forEach(each -> ends.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        }
    }

    @SpringBootApplication
    static class TestService {
        @Bean
        EventSubscription<PaymentEventEnvelope> payments() {
            return EventSubscription.each(
                    Topics.PAYMENT_EVENTS, PaymentEventEnvelope.class, "registry-away", received -> {
                        RECEIVED.add(received.value().getPurchaseId());
                        return EventSubscription.done(Consumed.APPLIED);
                    });
        }
    }
}
