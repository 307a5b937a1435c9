package io.coinslot.benchmarks;

import io.coinslot.schemas.Topics;
import io.coinslot.schemas.card.CardCompleted;
import io.coinslot.schemas.card.RegistrationCompleted;
import io.coinslot.schemas.card.RegistrationEnded;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.schemas.card.RegistrationRequested;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows what is told of registrations, as any consumer outside may. */
final class CardWatcher implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RegistryDecoder<RegistrationEventEnvelope> events;
    private final CardJourneys journeys;
    private final String serviceId;
    private final Thread thread;

    CardWatcher(Connection stack, String serviceId, CardJourneys journeys) {
        this.serviceId = serviceId;
        this.journeys = journeys;
        events = new RegistryDecoder<>(stack.schemaRegistry(), RegistrationEventEnvelope.getClassSchema());
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafka(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        startAtTheEnd();
        thread = Thread.ofPlatform().name("card-watcher").start(this::follow);
    }

    private void startAtTheEnd() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.REGISTRATION_EVENTS).stream()
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
            RegistrationEventEnvelope envelope = events.decode(record.value());
            if (serviceId.equals(envelope.getServiceId())) {
                happened(envelope, now);
            }
        } catch (IOException | RuntimeException e) {
            journeys.failed("record " + record.topic() + "-" + record.partition() + "@" + record.offset() + ": " + e);
        }
    }

    private void happened(RegistrationEventEnvelope envelope, long now) {
        String id = envelope.getSubjectId();
        switch (envelope.getEvent()) {
            case RegistrationRequested requested -> journeys.of(id).requested(envelope.getEventId());
            case CardCompleted completed -> journeys.of(id).cardCompleted(completed.getTokenUniqueReference());
            case RegistrationCompleted completed -> journeys.of(id).registered(now);
            case RegistrationEnded ended -> journeys.of(id).ended(ended.getState() + " " + ended.getErrorCode());
            default -> {
                // The steps in between are not measured.
            }
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
