package io.coinslot.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their present end on, as any consumer outside may, on a thread of its own. */
final class TopicTail implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Reader reader;
    private final Consumer<String> unreadable;
    private final Thread thread;

    /** Takes a record, at the time that it was polled. */
    @FunctionalInterface
    interface Reader {
        void take(ConsumerRecord<byte[], byte[]> record, long now) throws IOException;
    }

    /**
     * Begins to read.
     *
     * @param unreadable told of each record that the reader fails at
     */
    TopicTail(Connection stack, List<String> topics, Reader reader, Consumer<String> unreadable) {
        this.reader = reader;
        this.unreadable = unreadable;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafka(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        startAtTheEnd(topics);
        thread = Thread.ofPlatform().name("topic-tail").start(this::follow);
    }

    /** Positions are fetched here, so that nothing of the run can slip by before the first poll. */
    private void startAtTheEnd(List<String> topics) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private void follow() {
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    take(record, System.nanoTime());
                }
            }
        } catch (WakeupException e) {
            consumer.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, long now) {
        try {
            reader.take(record, now);
        } catch (IOException | RuntimeException e) {
            unreadable.accept("record " + record.topic() + "-" + record.partition() + "@" + record.offset() + ": " + e);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
