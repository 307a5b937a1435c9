package io.coinslot.benchmarks;

import io.coinslot.benchmarks.Journey.Stage;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.billing.PurchaseCompleted;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.schemas.settlement.JournalEntryPosted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the topics as any consumer outside may, and marks what is completed and posted. */
final class TopicWatcher implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RegistryDecoder<PurchaseEventEnvelope> purchaseEvents;
    private final RegistryDecoder<JournalEntryEnvelope> journalEntries;
    private final Journeys journeys;
    private final Journal journal = new Journal();
    private final Thread thread;
    private final String serviceId;

    TopicWatcher(Connection stack, String serviceId, Journeys journeys) {
        this.serviceId = serviceId;
        this.journeys = journeys;
        purchaseEvents = new RegistryDecoder<>(stack.schemaRegistry(), PurchaseEventEnvelope.getClassSchema());
        journalEntries = new RegistryDecoder<>(stack.schemaRegistry(), JournalEntryEnvelope.getClassSchema());
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
        startAtTheEnd();
        thread = Thread.ofPlatform().name("topic-watcher").start(this::follow);
    }

    Journal journal() {
        return journal;
    }

    /** Positions are fetched here, so that nothing of the run can slip by before the first poll. */
    private void startAtTheEnd() {
        List<TopicPartition> partitions = Stream.of(Topics.PURCHASE_EVENTS, Topics.JOURNAL_ENTRIES)
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
            if (record.topic().equals(Topics.JOURNAL_ENTRIES)) {
                posted(journalEntries.decode(record.value()), now);
            } else {
                happened(purchaseEvents.decode(record.value()), now);
            }
        } catch (IOException | RuntimeException e) {
            journeys.failed("record " + record.topic() + "-" + record.partition() + "@" + record.offset() + ": " + e);
        }
    }

    private void happened(PurchaseEventEnvelope envelope, long now) {
        if (envelope.getEvent() instanceof PurchaseCompleted) {
            journeys.with(envelope.getPurchaseId(), journey -> journey.markCompleted(envelope.getEventId(), now));
        }
    }

    private void posted(JournalEntryEnvelope envelope, long now) {
        if (!serviceId.equals(envelope.getServiceId()) || !(envelope.getEvent() instanceof JournalEntryPosted entry)) {
            return;
        }
        journal.add(envelope.getEntryId(), entry);
        switch (entry.getKind()) {
            case "CAPTURE" -> journeys.with(entry.getPurchaseId(), journey -> journey.mark(Stage.CAPTURE_POSTED, now));
            case "DELIVERY" ->
                journeys.with(entry.getPurchaseId(), journey -> journey.mark(Stage.DELIVERY_POSTED, now));
            default -> journeys.failed("an entry of kind " + entry.getKind() + " that no step of the run explains");
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
