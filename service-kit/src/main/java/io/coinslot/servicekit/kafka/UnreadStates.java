package io.coinslot.servicekit.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which states of a followed topic could not be read. Each is read again now and then, until it can be read or its key
 * has a newer one: a registry that knew too little is mended one day, and nobody writes these states anew for that.
 */
final class UnreadStates {
    private record Place(TopicPartition partition, long offset) {}

    private final Duration interval;
    private final Map<String, Place> byKey = new ConcurrentHashMap<>();
    /** Where following goes on when what is read again has been; the table's thread alone sees it. */
    private final Map<TopicPartition, Long> returns = new HashMap<>();

    /** The ids of schemas that the registry did not know when it was asked in this round. */
    private final Set<Integer> unknownSchemas = new HashSet<>();

    private long lookedNanos = System.nanoTime();
    /** Whether anything was polled since the last round: however long the rounds are, following goes on in between. */
    private boolean hasFollowed;
    /** Whether what is polled next is not read again. */
    private boolean isFollowing;

    UnreadStates(Duration interval) {
        this.interval = interval;
    }

    int size() {
        return byKey.size();
    }

    boolean anyKey(Predicate<String> condition) {
        return byKey.keySet().stream().anyMatch(condition);
    }

    /** @return whether it was not known to be */
    boolean add(ConsumerRecord<String, byte[]> message) {
        Place place = place(message);
        return !place.equals(byKey.put(message.key(), place));
    }

    /** There is something newer, or it was read now. */
    void remove(String key) {
        byKey.remove(key);
    }

    /** False for what merely lies behind a record that is read again: it was applied long ago, and overtaken maybe. */
    boolean isWanted(ConsumerRecord<String, byte[]> message) {
        return !isReadAgain(message)
                || place(message).equals(byKey.get(message.key())) && !unknownSchemas.contains(schemaId(message));
    }

    /** Whether following has been here before. */
    boolean isReadAgain(ConsumerRecord<String, byte[]> message) {
        Long end = returns.get(place(message).partition());
        return end != null && message.offset() < end;
    }

    /** The registry does not know the schema of this one: it need not be asked for each of the others in this round. */
    void unknownSchemaOf(ConsumerRecord<String, byte[]> message) {
        Integer schemaId = schemaId(message);
        if (schemaId != null) {
            unknownSchemas.add(schemaId);
        }
    }

    private static @Nullable Integer schemaId(ConsumerRecord<String, byte[]> message) {
        byte[] value = message.value();
        return value == null || value.length < 1 + Integer.BYTES
                ? null
                : ByteBuffer.wrap(value).getInt(1);
    }

    /** Goes back to the first of them in each partition, if it is time to. */
    void lookAgain(Consumer<?, ?> consumer) {
        isFollowing = returns.isEmpty();
        if (byKey.isEmpty() || !isFollowing || !hasFollowed || System.nanoTime() - lookedNanos < interval.toNanos()) {
            return;
        }
        unknownSchemas.clear();
        for (TopicPartition partition : consumer.assignment()) {
            Long first = next(partition, 0);
            if (first != null) {
                returns.put(partition, consumer.position(partition));
                consumer.seek(partition, first);
                isFollowing = false;
            }
        }
    }

    /** After a poll: on to the next of them, or back to where following was left. */
    void goOn(Consumer<?, ?> consumer, Iterable<TopicPartition> polled) {
        hasFollowed |= isFollowing;
        for (TopicPartition partition : polled) {
            Long end = returns.get(partition);
            if (end != null) {
                Long next = next(partition, consumer.position(partition));
                if (next == null || next >= end) {
                    next = Math.max(end, consumer.position(partition));
                    leave(partition);
                }
                consumer.seek(partition, next);
            }
        }
    }

    /**
     * Ends the round in a partition, as the registry is away: what was read before goes on being followed meanwhile.
     *
     * @return where following goes on
     */
    long giveUp(Consumer<?, ?> consumer, TopicPartition partition) {
        long end = leave(partition);
        consumer.seek(partition, end);
        return end;
    }

    private long leave(TopicPartition partition) {
        long end = Objects.requireNonNull(returns.remove(partition));
        if (returns.isEmpty()) {
            lookedNanos = System.nanoTime();
            hasFollowed = false;
        }
        return end;
    }

    private @Nullable Long next(TopicPartition partition, long from) {
        return byKey.values().stream()
                .filter(place -> place.partition().equals(partition) && place.offset() >= from)
                .map(Place::offset)
                .min(Long::compare)
                .orElse(null);
    }

    private static Place place(ConsumerRecord<String, byte[]> message) {
        return new Place(new TopicPartition(message.topic(), message.partition()), message.offset());
    }
}
