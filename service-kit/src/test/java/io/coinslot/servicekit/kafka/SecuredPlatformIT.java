package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coinslot.localstack.platform.SecuredPlatform;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.event.EventCodec.SchemaRegistryUnavailable;
import io.coinslot.servicekit.table.CompactedTable;
import io.coinslot.servicekit.table.CompactedTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** A service where the broker and the registry let in who shows a password over TLS alone. */
@ExtendWith(OutputCaptureExtension.class)
@Isolated("it reads all output")
class SecuredPlatformIT {
    private static final String GROUP = "on-a-secured-platform";
    private static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();

    private static SecuredPlatform platform;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws Exception {
        platform = SecuredPlatform.start();
        platform.deploy();
        List<String> arguments = new ArrayList<>(platform.arguments());
        arguments.addAll(List.of(
                "--spring.application.name=" + GROUP,
                "--server.port=0",
                "--coinslot.mongodb.database=test",
                "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks",
                "--management.endpoints.web.exposure.include=*",
                // Kafka's clients tell all of their settings when they start.
                "--logging.level.root=INFO",
                "--logging.level.org.apache.kafka.clients=INFO",
                "--logging.level.org.apache.kafka.common=INFO",
                "--logging.level.io.apicurio=DEBUG",
                "--logging.level.org.springframework.kafka=DEBUG"));
        service = SpringApplication.run(TestService.class, arguments.toArray(String[]::new));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        platform.close();
    }

    @Test
    void sendsReadsInAGroupAndFollowsATable() throws Exception {
        CompactedTable<PaymentEventEnvelope> table =
                service.getBean(CompactedTables.class).follow(Topics.PAYMENT_EVENTS, PaymentEventEnvelope.class);
        send(service.getBean(EventCodec.class), "sold");

        await().until(() -> RECEIVED.contains("sold"));
        // A record that nobody can read may be in the topic too, and then nobody knows all that is.
        await().until(() -> table.get("sold") != null);
        assertThat(table.get("sold").getPurchaseId()).isEqualTo("sold");
        try (Admin admin = Admin.create(adminSettings())) {
            assertThat(admin.listConsumerGroupOffsets(GROUP)
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .isNotEmpty();
        }
    }

    @Test
    void sendsDeadLetters() throws Exception {
        producer()
                .send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, "poison", new byte[] {1, 2, 3}))
                .get();
        await().untilAsserted(() -> assertThat(deadLetters()).isPositive());
    }

    @Test
    void readsWithSchemasThatATokenIsNeededFor() {
        byte[] bytes = codec(platform.tokenSettings(SecuredPlatform.REGISTRY_PASSWORD))
                .encode(Topics.PAYMENT_EVENTS, envelope("with a token"));
        assertThat(service.getBean(EventCodec.class).decode(Topics.PAYMENT_EVENTS, bytes))
                .isEqualTo(envelope("with a token"));
    }

    @Test
    void isNotLetInByTheRegistryWithAnotherPasswordOrWithoutTrustingIt() {
        for (Map<String, String> settings : List.of(
                platform.registrySettings("another"), platform.tokenSettings("another"), Map.<String, String>of())) {
            EventCodec codec = codec(settings);
            assertThatThrownBy(() -> codec.encode(Topics.PAYMENT_EVENTS, envelope("nobody")))
                    .isInstanceOf(SchemaRegistryUnavailable.class);
        }
    }

    @Test
    void isNotLetInByTheBrokerWithAnotherPasswordOrWithoutTrustingIt() {
        Map<String, String> trustingNobody = new HashMap<>(platform.brokerSettings(SecuredPlatform.BROKER_PASSWORD));
        trustingNobody.keySet().removeIf(name -> name.startsWith("ssl."));

        assertShutOut(platform.brokerSettings("another"), SaslAuthenticationException.class);
        assertShutOut(trustingNobody, SslAuthenticationException.class);
    }

    private static void assertShutOut(Map<String, String> settings, Class<? extends Exception> by) {
        KafkaConfiguration configuration =
                new KafkaConfiguration(platform.bootstrapServers(), new KafkaProperties(settings));
        try (Producer<String, byte[]> producer = configuration.producer();
                Consumer<String, byte[]> consumer =
                        configuration.consumerFactory().createConsumer()) {
            assertThatThrownBy(() -> producer.partitionsFor(Topics.PAYMENT_EVENTS))
                    .isInstanceOf(by);
            assertThatThrownBy(() -> consumer.partitionsFor(Topics.PAYMENT_EVENTS))
                    .isInstanceOf(by);
        }
    }

    @Test
    void showsNoPasswordToWhoReadsTheLogOrAsksHowItIsSet(CapturedOutput output) {
        String environment = JsonMapper.shared()
                .writeValueAsString(service.getBean(EnvironmentEndpoint.class).environment(null));
        String properties = JsonMapper.shared()
                .writeValueAsString(service.getBean(ConfigurationPropertiesReportEndpoint.class)
                        .configurationProperties());

        assertThat(environment).contains("coinslot.kafka.properties.sasl.jaas.config");
        assertThat(properties).contains("sasl.jaas.config");
        assertThat(List.of(environment, properties, output.getAll()))
                .allSatisfy(shown -> assertThat(shown)
                        .doesNotContain(
                                SecuredPlatform.BROKER_PASSWORD,
                                SecuredPlatform.REGISTRY_PASSWORD,
                                SecuredPlatform.STORE_PASSWORD));
        assertThat(output).contains("sasl.jaas.config = [hidden]");
    }

    private static EventCodec codec(Map<String, String> settings) {
        return new KafkaConfiguration(platform.bootstrapServers(), new KafkaProperties(Map.of()))
                .eventCodec(
                        platform.registryUrl(),
                        "io.apicurio.registry.serde.avro.AvroKafkaSerializer",
                        "io.apicurio.registry.serde.avro.AvroKafkaDeserializer",
                        new SchemaRegistryProperties(settings),
                        service.getBean(RegistryOutages.class));
    }

    private static void send(EventCodec codec, String purchaseId) throws Exception {
        byte[] value = codec.encode(Topics.PAYMENT_EVENTS, envelope(purchaseId));
        producer()
                .send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, purchaseId, value))
                .get();
    }

    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> producer() {
        return service.getBean(Producer.class);
    }

    private static PaymentEventEnvelope envelope(String purchaseId) {
        return new PaymentEventEnvelope(
                "e-" + purchaseId, purchaseId, 1L, "arcade", "stripe", Instant.EPOCH, new PaymentPending("waiting"));
    }

    private static Map<String, Object> adminSettings() {
        Map<String, Object> settings = new HashMap<>(platform.brokerSettings(SecuredPlatform.BROKER_PASSWORD));
        settings.put("bootstrap.servers", platform.bootstrapServers());
        return settings;
    }

    private static long deadLetters() throws Exception {
        try (Admin admin = Admin.create(adminSettings())) {
            long letters = 0;
            for (int partition = 0; partition < 3; partition++) {
                TopicPartition place = new TopicPartition(Topics.PAYMENT_EVENTS + ".dlt", partition);
                letters += admin.listOffsets(Map.of(place, OffsetSpec.latest()))
                        .partitionResult(place)
                        .get()
                        .offset();
            }
            return letters;
        }
    }

    @SpringBootApplication
    static class TestService {
        @Bean
        EventSubscription<PaymentEventEnvelope> payments() {
            return EventSubscription.each(Topics.PAYMENT_EVENTS, PaymentEventEnvelope.class, GROUP, received -> {
                RECEIVED.add(received.value().getPurchaseId());
                return EventSubscription.done(Consumed.APPLIED);
            });
        }
    }
}
