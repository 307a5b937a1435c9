package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.event.EventPublisher.Outbox;
import io.coinslot.servicekit.event.OutboxEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaEventPublisherTest {
    private static final long LONGEST_BLOCK_NANOS = 2_000_000_000L;

    private final Outbox outbox = new Outbox("purchases", removals -> {});
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong nanoTime = new AtomicLong();
    private final FailingProducer producer = new FailingProducer();
    private final KafkaEventPublisher publisher = new KafkaEventPublisher(producer, timer, nanoTime::get);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void waitsOnceForABrokerThatTakesNothingAndNotOnceForEachEvent() {
        producer.failure = new TimeoutException("no metadata");
        for (int number = 0; number < 50; number++) {
            assertThat(publish("a" + number, 1, 2)).isCompletedExceptionally();
        }
        assertThat(producer.asked).containsExactly("a0-1");
        assertThat(nanoTime).hasValue(LONGEST_BLOCK_NANOS);
    }

    @Test
    void letsOneSenderTryWhenThePauseIsOver() {
        producer.failure = new TimeoutException("no metadata");
        publish("a", 1, 1);
        nanoTime.addAndGet(SendingPause.LENGTH_NANOS);
        publish("b", 1, 1);
        publish("c", 1, 1);
        assertThat(producer.asked).containsExactly("a-1", "b-1");
    }

    @Test
    void sendsEverythingInOrderOnceTheBrokerIsBack() {
        producer.failure = new TimeoutException("no metadata");
        publish("a", 1, 2);
        publish("a", 1, 3);
        producer.failure = null;
        nanoTime.addAndGet(SendingPause.LENGTH_NANOS);

        assertThat(publish("a", 1, 3)).isCompleted();
        assertThat(publish("b", 1, 1)).isCompleted();
        assertThat(producer.history().stream().map(ProducerRecord::key)).containsExactly("a-1", "a-2", "a-3", "b-1");
        assertThat(publisher.acknowledgedThrough(outbox, "a", pending("a", 1, 3)))
                .isEqualTo(3);
    }

    @Test
    void sendsNothingBehindAnEventThatCouldNotBeSent() {
        producer.failure = new RecordTooLargeException("too large");
        assertThat(publish("a", 1, 3)).isCompletedExceptionally();
        assertThat(producer.asked).containsExactly("a-1");
    }

    @Test
    void letsNoOtherAggregateWaitForAnEventThatIsTooLarge() {
        producer.failure = new RecordTooLargeException("too large");
        publish("a", 1, 1);
        producer.failure = null;
        assertThat(publish("b", 1, 1)).isCompleted();
    }

    private CompletableFuture<Void> publish(String id, long first, long last) {
        CompletionStage<Void> published = publisher.publish(outbox, id, last, pending(id, first, last));
        return published.toCompletableFuture();
    }

    private static List<OutboxEntry> pending(String id, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(number ->
                        new OutboxEntry(id + number, number, "topic", id + "-" + number, Map.of(), new byte[0]))
                .toList();
    }

    /** Blocks as long as it may and then fails as the real one does: by the callback, before send returns. */
    private final class FailingProducer extends MockProducer<String, byte[]> {
        private final List<String> asked = new ArrayList<>();
        private @Nullable RuntimeException failure;

        private FailingProducer() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> message, Callback callback) {
            asked.add(message.key());
            RuntimeException now = failure;
            if (now == null) {
                return super.send(message, callback);
            }
            nanoTime.addAndGet(LONGEST_BLOCK_NANOS);
            callback.onCompletion(null, now);
            return CompletableFuture.failedFuture(now);
        }
    }
}
