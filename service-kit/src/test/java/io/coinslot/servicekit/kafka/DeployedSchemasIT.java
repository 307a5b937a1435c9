package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.coinslot.localstack.broker.EmbeddedBroker;
import io.coinslot.localstack.platform.Deployment;
import io.coinslot.localstack.registry.EmbeddedRegistry;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.event.EventCodec.SchemaRegistryUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a service sends after its deployment has registered the schemas, or before that. */
class DeployedSchemasIT {
    private static final PaymentEventEnvelope EVENT = new PaymentEventEnvelope(
            "e-1", "pur_1", 1L, "arcade", "stripe", Instant.EPOCH, new PaymentPending("waiting"));

    @TempDir
    private Path directory;

    /** A registry takes a schema that says the same in other words for the one it has, and keeps the words of that. */
    @Test
    void sendsEventsWhoseSchemaWasRegisteredWithOtherWords() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
                EmbeddedRegistry registry = EmbeddedRegistry.start(directory.resolve("registry"))) {
            registerInOtherWords(registry.url());
            new Deployment(broker.bootstrapServers(), registry.url()).run();

            byte[] sent = codec(registry.url()).encode(Topics.PAYMENT_EVENTS, EVENT);
            assertThat(codec(registry.url()).decode(Topics.PAYMENT_EVENTS, sent))
                    .isEqualTo(EVENT);
        }
    }

    /** The events are none that nobody will ever be able to write: whoever deploys has not come so far. */
    @Test
    void waitsForASchemaThatIsNotRegisteredAndNamesIt() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
                EmbeddedRegistry registry = EmbeddedRegistry.start(directory.resolve("registry"))) {
            RegistryEventCodec early = codec(registry.url());
            assertThatThrownBy(() -> early.encode(Topics.PAYMENT_EVENTS, EVENT))
                    .isInstanceOf(SchemaRegistryUnavailable.class)
                    .hasMessageContaining("PaymentEventEnvelope")
                    .hasMessageContaining(Topics.PAYMENT_EVENTS);
            new Deployment(broker.bootstrapServers(), registry.url()).run();

            await().ignoreExceptionsInstanceOf(SchemaRegistryUnavailable.class)
                    .untilAsserted(() -> assertThat(codec(registry.url())
                                    .decode(Topics.PAYMENT_EVENTS, early.encode(Topics.PAYMENT_EVENTS, EVENT)))
                            .isEqualTo(EVENT));
        }
    }

    /** The ids of its records would mean other schemas there, or none. */
    @Test
    void registersNothingInAnotherRegistryThanTheTopicsWereWrittenWith() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
                EmbeddedRegistry registry = EmbeddedRegistry.start(directory.resolve("registry"))) {
            Deployment deployment = new Deployment(broker.bootstrapServers(), registry.url());
            deployment.run();
            send(broker.bootstrapServers(), codec(registry.url()).encode(Topics.PAYMENT_EVENTS, EVENT));
            deployment.run();

            try (EmbeddedRegistry empty = EmbeddedRegistry.start(directory.resolve("empty"))) {
                Deployment elsewhere = new Deployment(broker.bootstrapServers(), empty.url());
                assertThatThrownBy(elsewhere::run)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("no schema of what is on " + Topics.PAYMENT_EVENTS + ":");
                assertThatThrownBy(elsewhere::run).as("nothing was registered").isInstanceOf(IOException.class);
            }
        }
    }

    private static void send(String bootstrapServers, byte[] value) throws Exception {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, value)).get();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RegistryEventCodec codec(String registryUrl) {
        Map<String, Object> settings = RegistryEventCodec.settings(registryUrl);
        Serializer<Object> serializer = (Serializer) new AvroKafkaSerializer<>();
        serializer.configure(settings, false);
        Deserializer<Object> deserializer = (Deserializer) new AvroKafkaDeserializer<>();
        deserializer.configure(settings, false);
        return new RegistryEventCodec(serializer, deserializer);
    }

    private static void registerInOtherWords(String registryUrl) throws Exception {
        JsonMapper json = JsonMapper.shared();
        JsonNode schema = json.readTree(PaymentEventEnvelope.getClassSchema().toString());
        for (JsonNode documented : schema.findParents("doc")) {
            ((ObjectNode) documented).put("doc", "As it was said before.");
        }
        assertThat(schema.findParents("doc")).isNotEmpty();
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        registryUrl + "/apis/ccompat/v7/subjects/" + Topics.PAYMENT_EVENTS + "-value/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("schema", json.writeValueAsString(schema)))))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
