package io.coinslot.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a topic from its beginning to its present end, as any Kafka client could. */
final class Topic {
    private final String bootstrapServers;
    private final String registry;
    private final Map<Integer, Schema> schemas = new HashMap<>();

    Topic(RunningStack stack) {
        JsonNode connection = stack.connection();
        bootstrapServers = connection.path("kafka").stringValue();
        registry = connection.path("schemaRegistry").stringValue();
    }

    /**
     * Each event once, though it may have been written more often: told apart by the envelope's event id. What is none, as a
     * test may have written, is a dead letter.
     */
    Map<String, GenericRecord> eventsById(String topic) {
        Map<String, GenericRecord> events = new HashMap<>();
        read(topic, message -> {
            if (message.value()[0] == 0) {
                GenericRecord envelope = decode(message.value());
                events.putIfAbsent(envelope.get("eventId").toString(), envelope);
            }
        });
        return events;
    }

    long count(String topic) {
        long[] count = new long[1];
        read(topic, message -> count[0]++);
        return count[0];
    }

    /** All there are, the broker's own among them. */
    Set<String> names() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return new TreeSet<>(consumer.listTopics().keySet());
        }
    }

    /** Makes a topic of one partition, which no service knows. */
    static void create(RunningStack stack, String name) throws ExecutionException, InterruptedException {
        try (Admin admin = admin(stack)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    static void delete(RunningStack stack, String name) throws ExecutionException, InterruptedException {
        try (Admin admin = admin(stack)) {
            admin.deleteTopics(List.of(name)).all().get();
        }
    }

    /** Writes what need not be an event. */
    static void send(RunningStack stack, String topic, String key, String value)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.connection().path("kafka").stringValue()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    private static Admin admin(RunningStack stack) {
        return Admin.create(
                Map.of("bootstrap.servers", stack.connection().path("kafka").stringValue()));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "exclude.internal.topics", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** An event as text; empty for records of the broker's own. */
    String asText(ConsumerRecord<byte[], byte[]> message) {
        return message.value() == null
                        || message.value()[0] != 0
                        || message.topic().startsWith("_")
                ? ""
                : decode(message.value()).toString();
    }

    void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(500)).forEach(reader);
            }
        }
    }

    private GenericRecord decode(byte[] value) {
        try {
            Schema schema = schemas.computeIfAbsent(ByteBuffer.wrap(value, 1, 4).getInt(), this::schema);
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Schema schema(int id) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/apis/ccompat/v7/schemas/ids/" + id))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return new Schema.Parser()
                    .parse(JsonMapper.shared().readTree(body).path("schema").stringValue());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
