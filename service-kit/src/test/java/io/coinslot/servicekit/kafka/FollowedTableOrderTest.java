package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.AvailabilityState;
import io.coinslot.schemas.market.AvailabilityStateEnvelope;
import io.coinslot.servicekit.event.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FollowedTableOrderTest {
    private static final String TOPIC = Topics.AVAILABILITY_STATES;
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final int TOMBSTONE = 0;
    private static final String KEY = "arcade/stripe";

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void keepsTheNewerStateWhenAnOlderOneIsSentAgain() {
        assertThat(readThrough(1, 2, 1))
                .extracting(AvailabilityStateEnvelope::getSequence)
                .isEqualTo(2L);
    }

    @Test
    void beginsAnewBehindATombstone() {
        assertThat(readThrough(5, TOMBSTONE, 1))
                .extracting(AvailabilityStateEnvelope::getSequence)
                .isEqualTo(1L);
    }

    private @Nullable AvailabilityStateEnvelope readThrough(int... sequences) {
        Node node = new Node(0, "localhost", 1);
        consumer.updatePartitions(
                TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) sequences.length));
        consumer.schedulePollTask(() -> {
            for (int offset = 0; offset < sequences.length; offset++) {
                consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, KEY, value(sequences[offset])));
            }
        });
        try (FollowedTable<AvailabilityStateEnvelope> table = new FollowedTable<>(
                TOPIC,
                AvailabilityStateEnvelope.class,
                new OneByte(),
                consumer,
                new UnreadStates(Duration.ofDays(1)))) {
            table.start();
            return table.get(KEY);
        }
    }

    private static byte @Nullable [] value(int sequence) {
        return sequence == TOMBSTONE ? null : new byte[] {(byte) sequence};
    }

    /** The byte is the sequence. */
    private static final class OneByte implements EventCodec {
        @Override
        public byte[] encode(String topic, SpecificRecord value) {
            throw new UnsupportedOperationException("nothing is written here");
        }

        @Override
        public SpecificRecord decode(String topic, byte @Nullable [] value) {
            long sequence = Objects.requireNonNull(value)[0];
            return new AvailabilityStateEnvelope(
                    "e" + sequence, "arcade", "stripe", sequence, Instant.EPOCH, new AvailabilityState(null, null));
        }
    }
}
