package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowedTableTest {
    private static final String TOPIC = "table";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final KeptRecords broker = new KeptRecords(
            List.of(message(FIRST, 0, "a"), message(FIRST, 1, "b"), message(SECOND, 0, "c"), message(SECOND, 1, "d")));
    private final FlickeringCodec codec = new FlickeringCodec();
    private final FollowedTable<PaymentEventEnvelope> table =
            new FollowedTable<>(TOPIC, PaymentEventEnvelope.class, codec, broker);

    @AfterEach
    void stop() {
        table.close();
    }

    @Test
    void missesNoPartitionWhenTheRegistryIsAwayAtTheFirstRecord() {
        codec.failingDecode = 1;
        table.start(LONG_ENOUGH);
        assertThat(table.values())
                .extracting(PaymentEventEnvelope::getPurchaseId)
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void missesNoPartitionWhenTheRegistryGoesAwayInTheMiddle() {
        codec.failingDecode = 2;
        table.start(LONG_ENOUGH);
        assertThat(table.values())
                .extracting(PaymentEventEnvelope::getPurchaseId)
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    private static ConsumerRecord<String, byte[]> message(TopicPartition partition, long offset, String key) {
        return new ConsumerRecord<>(TOPIC, partition.partition(), offset, key, key.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives all it has in one poll, and again from wherever it is sought back to. */
    private static final class KeptRecords extends MockConsumer<String, byte[]> {
        private final List<ConsumerRecord<String, byte[]>> kept;

        KeptRecords(List<ConsumerRecord<String, byte[]>> kept) {
            super("earliest");
            this.kept = kept;
            updatePartitions(
                    TOPIC,
                    Stream.of(FIRST, SECOND)
                            .map(partition -> new PartitionInfo(TOPIC, partition.partition(), null, null, null))
                            .toList());
            updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
            updateEndOffsets(Map.of(FIRST, 2L, SECOND, 2L));
            schedulePollTask(() -> this.kept.forEach(this::addRecord));
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            kept.stream()
                    .filter(message -> message.partition() == partition.partition() && message.offset() >= offset)
                    .forEach(this::addRecord);
        }
    }

    /** Loses the registry at one decoding. */
    private static final class FlickeringCodec implements EventCodec {
        private final AtomicInteger decoded = new AtomicInteger();
        private volatile int failingDecode;

        @Override
        public byte[] encode(String topic, SpecificRecord value) {
            throw new UnsupportedOperationException("nothing is written here");
        }

        @Override
        public SpecificRecord decode(String topic, byte @Nullable [] value) {
            if (decoded.incrementAndGet() == failingDecode) {
                throw new SchemaRegistryUnavailable("away", new IllegalStateException());
            }
            String id = value == null ? "" : new String(value, StandardCharsets.UTF_8);
            return new PaymentEventEnvelope(
                    "e", id, 1L, "service", "market", Instant.EPOCH, new PaymentPending("pending"));
        }
    }
}
