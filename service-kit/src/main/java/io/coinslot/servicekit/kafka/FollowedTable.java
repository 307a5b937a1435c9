package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.table.CompactedTable;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows every partition of a compacted topic from its beginning, outside any consumer group. */
final class FollowedTable<V extends SpecificRecord> implements CompactedTable<V>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedTable.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration TOLD_APART = Duration.ofSeconds(30);

    private final String topic;
    private final Class<V> envelopeType;
    private final EventCodec codec;
    private final Consumer<String, byte[]> consumer;
    private final int sequenceField;
    private final Map<String, V> values = new ConcurrentHashMap<>();
    private final UnreadStates unread;
    private final Queue<CatchUp> waiting = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private boolean toldOnce;
    private long toldNanos;

    /** @param unread what could not be read, until it can be */
    FollowedTable(
            String topic,
            Class<V> envelopeType,
            EventCodec codec,
            Consumer<String, byte[]> consumer,
            UnreadStates unread) {
        this.unread = unread;
        this.topic = topic;
        this.envelopeType = envelopeType;
        this.sequenceField =
                SpecificData.get().getSchema(envelopeType).getField("sequence").pos();
        this.codec = codec;
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().daemon().name("table-" + topic).unstarted(this::follow);
    }

    /**
     * Returns when the topic has been read through once, however long the broker is away or the topic not made: what is
     * not in the table must not be taken for missing before.
     *
     * @throws IllegalStateException if the thread is interrupted, as one that waits is when the process is to end
     */
    void start() {
        thread.start();
        CatchUp request = ask();
        try {
            request.done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the topic " + topic + " had been read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topic " + topic + " could not be read", e);
        }
    }

    @Override
    public @Nullable V get(String key) {
        return values.get(key);
    }

    @Override
    public Collection<V> values() {
        return List.copyOf(values.values());
    }

    /** Something is there, and nothing of it can be read. */
    boolean isUnread() {
        return values.isEmpty() && unread.size() > 0;
    }

    String topic() {
        return topic;
    }

    @Override
    public boolean catchUp(Duration atMost) {
        CatchUp request = ask();
        try {
            request.done.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return !unread.anyKey(key -> !values.containsKey(key));
        } catch (TimeoutException | ExecutionException e) {
            waiting.remove(request);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CatchUp ask() {
        CatchUp request = new CatchUp();
        waiting.add(request);
        consumer.wakeup();
        return request;
    }

    private void follow() {
        boolean assigned = false;
        while (closing.getCount() > 0) {
            try {
                if (!assigned) {
                    assign();
                    assigned = true;
                }
                unread.lookAgain(consumer);
                ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
                apply(polled);
                unread.goOn(consumer, polled.partitions());
            } catch (WakeupException e) {
                LOG.trace("woken up to catch up with {}", topic);
            } catch (RuntimeException | Error e) {
                tell(e);
                pause();
            }
            answerThoseCaughtUp();
        }
        consumer.close();
    }

    /** A broker that is away for an hour needs no line for each of its seconds. */
    private void tell(Throwable failure) {
        long now = System.nanoTime();
        if (!toldOnce || now - toldNanos > TOLD_APART.toNanos()) {
            toldOnce = true;
            toldNanos = now;
            LOG.warn(
                    "Following {} fails, and is tried again; is the broker there, and the topic made?", topic, failure);
        }
    }

    private void assign() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The poll moved the position of every partition: if one record fails, all go back to what is not applied yet. */
    private void apply(ConsumerRecords<String, byte[]> polled) {
        Map<TopicPartition, Long> unapplied = new LinkedHashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            unapplied.put(partition, polled.records(partition).getFirst().offset());
        }
        try {
            for (TopicPartition partition : polled.partitions()) {
                for (ConsumerRecord<String, byte[]> message : polled.records(partition)) {
                    if (unread.isWanted(message) && !isApplied(message)) {
                        unapplied.put(partition, unread.giveUp(consumer, partition));
                        break;
                    }
                    unapplied.put(partition, message.offset() + 1);
                }
            }
        } catch (RuntimeException | Error e) {
            unapplied.forEach(consumer::seek);
            throw e;
        }
    }

    /** False for one that is read again in vain as the registry is away: what lies behind it need not wait for that. */
    private boolean isApplied(ConsumerRecord<String, byte[]> message) {
        try {
            apply(message);
            return true;
        } catch (EventCodec.SchemaRegistryUnavailable e) {
            if (unread.isReadAgain(message)) {
                return false;
            }
            throw e;
        }
    }

    private void apply(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            values.remove(message.key());
            unread.remove(message.key());
            return;
        }
        try {
            V value = envelopeType.cast(codec.decode(topic, message.value()));
            values.merge(message.key(), value, this::newer);
            unread.remove(message.key());
        } catch (EventCodec.UnreadableEvent | ClassCastException e) {
            if (RegistryFailure.isAnswer(e)) {
                unread.unknownSchemaOf(message);
            }
            if (unread.add(message)) {
                LOG.error(
                        "{}-{}@{} is unreadable; the value before it stays, and it is read again now and then",
                        topic,
                        message.partition(),
                        message.offset(),
                        e);
            }
        }
    }

    /** A topic can hold an event again behind its successor: two processes may have sent what one document held. */
    private V newer(V known, V next) {
        return sequence(next) < sequence(known) ? known : next;
    }

    private long sequence(V envelope) {
        return (Long) envelope.get(sequenceField);
    }

    private void answerThoseCaughtUp() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            for (CatchUp request : waiting) {
                if (request.isAnsweredBy(consumer)) {
                    waiting.remove(request);
                    request.done.complete(null);
                }
            }
        } catch (WakeupException e) {
            LOG.trace("woken up while catching up with {}", topic);
        } catch (RuntimeException e) {
            LOG.warn("The end of {} could not be found out; trying again", topic, e);
        }
    }

    private void pause() {
        try {
            closing.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
    }

    /** Someone waits for what was in the topic when they asked. */
    private static final class CatchUp {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private @Nullable Map<TopicPartition, Long> ends;

        private boolean isAnsweredBy(Consumer<String, byte[]> consumer) {
            if (consumer.assignment().isEmpty()) {
                return false;
            }
            if (ends == null) {
                ends = consumer.endOffsets(consumer.assignment());
            }
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }
    }
}
