package io.coinslot.servicekit.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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

    private long lookedNanos = System.nanoTime();

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
        Place place = place(message);
        Long end = returns.get(place.partition());
        return end == null || message.offset() >= end || place.equals(byKey.get(message.key()));
    }

    /** Goes back to the first of them in each partition, if it is time to. */
    void lookAgain(Consumer<?, ?> consumer) {
        if (byKey.isEmpty() || !returns.isEmpty() || System.nanoTime() - lookedNanos < interval.toNanos()) {
            return;
        }
        lookedNanos = System.nanoTime();
        for (TopicPartition partition : consumer.assignment()) {
            Long first = next(partition, 0);
            if (first != null) {
                returns.put(partition, consumer.position(partition));
                consumer.seek(partition, first);
            }
        }
    }

    /** After a poll: on to the next of them, or back to where following was left. */
    void goOn(Consumer<?, ?> consumer, Iterable<TopicPartition> polled) {
        for (TopicPartition partition : polled) {
            Long end = returns.get(partition);
            if (end != null) {
                Long next = next(partition, consumer.position(partition));
                if (next == null || next >= end) {
                    returns.remove(partition);
                    next = Math.max(end, consumer.position(partition));
                }
                consumer.seek(partition, next);
            }
        }
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
