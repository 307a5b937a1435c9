package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.microsoft.kiota.ApiException;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.event.EventCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowedTableTest {
    private static final String TOPIC = "table";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

    private final KeptRecords broker = new KeptRecords(new ArrayList<>(
            List.of(message(FIRST, 0, "a"), message(FIRST, 1, "b"), message(SECOND, 0, "c"), message(SECOND, 1, "d"))));
    private final FlickeringCodec codec = new FlickeringCodec();
    private final UnreadStates unread = new UnreadStates(Duration.ZERO);
    private final FollowedTable<PaymentEventEnvelope> table =
            new FollowedTable<>(TOPIC, PaymentEventEnvelope.class, codec, broker, unread);

    @AfterEach
    void stop() {
        table.close();
    }

    @Test
    void missesNoPartitionWhenTheRegistryIsAwayAtTheFirstRecord() {
        codec.failingDecode = 1;
        table.start();
        assertThat(table.values())
                .extracting(PaymentEventEnvelope::getPurchaseId)
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void missesNoPartitionWhenTheRegistryGoesAwayInTheMiddle() {
        codec.failingDecode = 2;
        table.start();
        assertThat(table.values())
                .extracting(PaymentEventEnvelope::getPurchaseId)
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void waitsForABrokerThatIsAwayAsLongAsItTakes() throws Exception {
        broker.away = true;
        CompletableFuture<Void> started = new CompletableFuture<>();
        Thread starting = Thread.ofPlatform().start(() -> {
            table.start();
            started.complete(null);
        });
        broker.asked.await();
        // Waiting without an end of its own is what the framework interrupts when the process is to end.
        await().until(() -> starting.getState() == Thread.State.WAITING);
        assertThat(started).isNotDone();

        broker.away = false;
        started.get();
        assertThat(table.values()).hasSize(4);
    }

    @Test
    void endsTheStartWhenItIsInterrupted() throws Exception {
        broker.away = true;
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread starting = Thread.ofPlatform().start(() -> ended.complete(catchThrowable(table::start)));
        broker.asked.await();
        starting.interrupt();
        assertThat(ended.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining(TOPIC);
    }

    @Test
    void readsAgainWhatItCouldNotReadUntilItCan() {
        codec.unreadable = "ac";
        table.start();

        assertThat(table.values())
                .extracting(PaymentEventEnvelope::getPurchaseId)
                .containsExactlyInAnyOrder("b", "d");
        assertThat(unread.size()).isEqualTo(2);
        // Nobody knows what else there is.
        assertThat(table.catchUp(Duration.ofSeconds(10))).isFalse();
        assertThat(table.isUnread()).isFalse();

        codec.unreadable = "";
        await().until(() -> table.get("a") != null && table.get("c") != null);
        assertThat(unread.size()).isZero();
        assertThat(table.catchUp(Duration.ofSeconds(10))).isTrue();
        // What lies behind the unreadable ones was read once alone: it may have been removed since.
        assertThat(codec.decodedOnes).containsOnlyOnce("b", "d");
    }

    @Test
    void goesOnFollowingWhileTheRegistryIsAwayThatOneOfItsStatesIsReadAgainFrom() {
        codec.unreadable = "a";
        table.start();
        codec.away = "a";

        broker.keep(FIRST, 2, "e");
        await().until(() -> table.get("e") != null);
        assertThat(table.catchUp(Duration.ofSeconds(10))).isFalse();
        assertThat(unread.size()).isEqualTo(1);

        codec.away = "";
        codec.unreadable = "";
        await().until(() -> table.get("a") != null);
    }

    /** Rounds that take longer than the time between them do not come one upon another. */
    @Test
    void followsOnBetweenTwoRounds() {
        codec.unreadable = "ab";
        table.start();

        broker.mostOfAPartition = 1;
        broker.keep(FIRST, 2, "e");
        await().until(() -> table.get("e") != null);
    }

    @Test
    void asksOnceInARoundForASchemaThatTheRegistryDoesNotKnow() {
        codec.unreadable = "\0\0\0\0\7a \0\0\0\0\7b";
        broker.kept.clear();
        broker.keep(FIRST, 0, "\0\0\0\0\7a");
        broker.keep(FIRST, 1, "\0\0\0\0\7b");
        broker.updateEndOffsets(Map.of(SECOND, 0L));
        table.start();

        int before = codec.decoded.get();
        await().until(() -> codec.decoded.get() > before + 10);
        assertThat(codec.refused.stream().filter(id -> id.endsWith("b"))).hasSize(1);

        codec.unreadable = "";
        await().until(() -> unread.size() == 0);
    }

    @Test
    void takesNothingForReadIfNothingCanBe() {
        codec.unreadable = "abcd";
        table.start();

        assertThat(table.isUnread()).isTrue();
        codec.unreadable = "abc";
        await().until(() -> !table.isUnread());
    }

    @Test
    void showsOperatorsHowManyKeysCannotBeRead() {
        codec.unreadable = "abcd";
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (FollowedTables tables = new FollowedTables(codec, () -> broker, meters)) {
            tables.follow(TOPIC, PaymentEventEnvelope.class);

            assertThat(tables.unreadTopics()).containsExactly(TOPIC);
            assertThat(meters.get("coinslot.tables.unreadable")
                            .tag("topic", TOPIC)
                            .gauge()
                            .value())
                    .isEqualTo(4);
        }
    }

    @Test
    void forgetsWhatCouldNotBeReadWhenItsKeyHasANewerState() {
        broker.kept.add(new ConsumerRecord<>(TOPIC, 0, 2, "a", "A".getBytes(StandardCharsets.UTF_8)));
        broker.kept.add(new ConsumerRecord<>(TOPIC, 1, 2, "c", null));
        broker.updateEndOffsets(Map.of(FIRST, 3L, SECOND, 3L));
        codec.unreadable = "ac";
        table.start();

        assertThat(unread.size()).isZero();
        assertThat(table.values())
                .extracting(PaymentEventEnvelope::getPurchaseId)
                .containsExactlyInAnyOrder("A", "b", "d");
    }

    private static ConsumerRecord<String, byte[]> message(TopicPartition partition, long offset, String key) {
        return new ConsumerRecord<>(TOPIC, partition.partition(), offset, key, key.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives all it has in one poll, or some of it, and again from wherever it is sought back to. */
    private static final class KeptRecords extends MockConsumer<String, byte[]> {
        private final List<ConsumerRecord<String, byte[]>> kept;
        private final CountDownLatch asked = new CountDownLatch(1);
        private volatile boolean away;
        private volatile int mostOfAPartition = Integer.MAX_VALUE;

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
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic) {
            asked.countDown();
            if (away) {
                throw new TimeoutException("the broker is away");
            }
            return super.partitionsFor(topic);
        }

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
            // Whoever is woken up has taken nothing.
            super.poll(Duration.ZERO);
            for (TopicPartition partition : assignment()) {
                long position = position(partition);
                kept.stream()
                        .filter(message -> message.partition() == partition.partition() && message.offset() >= position)
                        .limit(mostOfAPartition)
                        .forEach(this::addRecord);
            }
            return super.poll(Duration.ZERO);
        }

        synchronized void keep(TopicPartition partition, long offset, String key) {
            kept.add(message(partition, offset, key));
            updateEndOffsets(Map.of(partition, offset + 1));
        }
    }

    /** Loses the registry at one decoding, or finds some keys unknown to it. */
    private static final class FlickeringCodec implements EventCodec {
        private final AtomicInteger decoded = new AtomicInteger();
        private final Queue<String> decodedOnes = new ConcurrentLinkedQueue<>();
        private volatile int failingDecode;
        private final Queue<String> refused = new ConcurrentLinkedQueue<>();
        private volatile String unreadable = "";
        private volatile String away = "";

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
            if (away.contains(id)) {
                throw new SchemaRegistryUnavailable("away", new IllegalStateException());
            }
            if (unreadable.contains(id)) {
                refused.add(id);
                throw new UnreadableEvent("unknown schema", new ApiException("no such id"));
            }
            decodedOnes.add(id);
            return new PaymentEventEnvelope(
                    "e", id, 1L, "service", "market", Instant.EPOCH, new PaymentPending("pending"));
        }
    }
}
