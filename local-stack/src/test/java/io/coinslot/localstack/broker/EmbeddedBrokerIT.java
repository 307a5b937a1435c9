package io.coinslot.localstack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coinslot.localstack.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    @TempDir
    Path directory;

    @Test
    void runsInsideATestAndCreatesNoTopicByAccident() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            createTopic(broker.bootstrapServers());
            send(broker.bootstrapServers(), "events", 10);
            assertThat(read(broker.bootstrapServers(), 10)).hasSize(10);
            assertThatThrownBy(() -> send(broker.bootstrapServers(), "unknown", 1))
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void keepsAcknowledgedRecordsWhenItIsKilled() throws Exception {
        int port = FreePort.find();
        int controllerPort = FreePort.find();
        String servers = "127.0.0.1:" + port;
        Process first = startProcess(port, controllerPort);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> FreePort.isTaken(port));
            createTopic(servers);
            send(servers, "events", 500);
        } finally {
            first.destroyForcibly().onExit().join();
        }
        Process second = startProcess(port, controllerPort);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> FreePort.isTaken(port));
            assertThat(read(servers, 500)).hasSize(500);
        } finally {
            second.destroyForcibly().onExit().join();
        }
    }

    private Process startProcess(int port, int controllerPort) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        "--port",
                        Integer.toString(port),
                        "--controller-port",
                        Integer.toString(controllerPort),
                        "--directory",
                        directory.toString())
                .inheritIO()
                .start();
    }

    private static void createTopic(String servers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic("events", 3, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(String servers, String topic, int count) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "acks", "all", "max.block.ms", 3000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                answers.add(producer.send(new ProducerRecord<>(topic, "key " + i, "value " + i)));
            }
            for (Future<?> answer : answers) {
                answer.get();
            }
        }
    }

    private static List<String> read(String servers, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(
                    new TopicPartition("events", 0), new TopicPartition("events", 1), new TopicPartition("events", 2)));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
                return values.size() >= count;
            });
        }
        return values;
    }
}
