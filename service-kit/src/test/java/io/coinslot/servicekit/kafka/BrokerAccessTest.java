package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerAccessTest {
    /** All of Kafka's that an installation may not set, whatever is new in a later version among them. */
    private static final Set<String> REFUSED = Set.of(
            "acks",
            "allow.auto.create.topics",
            "auto.commit.interval.ms",
            "auto.offset.reset",
            "bootstrap.controllers",
            "bootstrap.servers",
            "check.crcs",
            "client.id",
            "config.providers",
            "default.api.timeout.ms",
            "delivery.timeout.ms",
            "enable.auto.commit",
            "enable.idempotence",
            "exclude.internal.topics",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "group.remote.assignor",
            "heartbeat.interval.ms",
            "interceptor.classes",
            "internal.throw.on.fetch.stable.offset.unsupported",
            "isolation.level",
            "key.deserializer",
            "key.serializer",
            "max.block.ms",
            "max.in.flight.requests.per.connection",
            "max.poll.interval.ms",
            "metadata.max.idle.ms",
            "metric.reporters",
            "metrics.num.samples",
            "metrics.recording.level",
            "metrics.sample.window.ms",
            "partition.assignment.strategy",
            "partitioner.adaptive.partitioning.enable",
            "partitioner.availability.timeout.ms",
            "partitioner.class",
            "partitioner.ignore.keys",
            "retries",
            "session.timeout.ms",
            "share.acknowledgement.mode",
            "share.acquire.mode",
            "transaction.timeout.ms",
            "transaction.two.phase.commit.enable",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    @Test
    void refusesAllThatSaysWhatIsWrittenAndRead() {
        Set<String> every = new TreeSet<>(ProducerConfig.configNames());
        every.addAll(ConsumerConfig.configNames());
        every.addAll(AdminClientConfig.configNames());

        assertThat(every.stream().filter(BrokerAccessTest::isRefused).collect(Collectors.toSet()))
                .isEqualTo(REFUSED);
    }

    private static boolean isRefused(String name) {
        try {
            new BrokerAccess(Map.of(name, "anything"));
            return false;
        } catch (RefusedSettings e) {
            assertThat(e).hasMessageStartingWith("coinslot.kafka.properties." + name + " cannot be set: ");
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acks | cannot be set: what is written and read rests on Coinslot's own value",
                "bootstrap.servers | cannot be set: there is coinslot.kafka.bootstrap-servers for it",
                "session.timeout.ms | cannot be set: there is coinslot.kafka.session-timeout for it",
                "sasl.jass.config | is no setting of Kafka's clients",
                "SASL.MECHANISM | is no setting of Kafka's clients"
            })
    void saysWhichAndWhyAndNotItsValue(String name, String reason) {
        assertThatThrownBy(() -> new BrokerAccess(Map.of(name, "a password perhaps")))
                .isInstanceOf(RefusedSettings.class)
                .hasMessageStartingWith("coinslot.kafka.properties." + name + " " + reason)
                .hasMessageNotContaining("a password");
    }

    @Test
    void namesAllThatAreRefusedAtOnce() {
        assertThatThrownBy(() -> new BrokerAccess(
                        Map.of("acks", "1", "enable.idempotence", "false", "security.protocol", "SSL")))
                .hasMessageContaining("properties.acks cannot")
                .hasMessageContaining("properties.enable.idempotence cannot")
                .hasMessageNotContaining("security.protocol");
    }

    @Test
    void givesEachKindOfClientWhatItKnows() {
        BrokerAccess access = new BrokerAccess(
                Map.of("security.protocol", "SASL_SSL", "compression.type", "zstd", "fetch.max.wait.ms", "100"));

        assertThat(access.over(Map.of("acks", "all", "linger.ms", 5), ProducerConfig.configNames()))
                .isEqualTo(Map.of(
                        "acks", "all", "linger.ms", 5, "security.protocol", "SASL_SSL", "compression.type", "zstd"));
        assertThat(access.over(Map.of("fetch.max.wait.ms", 250), ConsumerConfig.configNames()))
                .isEqualTo(Map.of("fetch.max.wait.ms", "100", "security.protocol", "SASL_SSL"));
    }

    @Test
    void tellsNoValues() {
        Map<String, String> settings = Map.of("ssl.key.password", "hush");

        assertThat(new BrokerAccess(settings)).hasToString("BrokerAccess[ssl.key.password]");
        assertThat(new KafkaProperties(settings)).hasToString("KafkaProperties[ssl.key.password]");
    }
}
