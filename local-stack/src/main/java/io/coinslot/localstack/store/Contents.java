package io.coinslot.localstack.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** All documents of the store by namespace (database and collection). Guarded by the lock of the {@link Engine}. */
final class Contents {
    private final Map<String, Slots> slotsByNamespace = new LinkedHashMap<>();
    private final Parts parts = new Parts();

    Slots slots(String namespace) {
        synchronized (slotsByNamespace) {
            return slotsByNamespace.computeIfAbsent(namespace, name -> new Slots(parts));
        }
    }

    Parts parts() {
        return parts;
    }

    void findFreeSlots() {
        slotsByNamespace.values().forEach(Slots::findFreeSlots);
    }

    /** The databases that hold anything. */
    Set<String> databases() {
        return slotsByNamespace.entrySet().stream()
                .filter(entry -> entry.getValue().count() > 0)
                .map(entry -> entry.getKey().substring(0, entry.getKey().indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The documents, wherever they lie. */
    long bytes() {
        return sum(Slots::bytes);
    }

    /** The documents that are in memory only. */
    long unfoldedBytes() {
        return sum(Slots::unfoldedBytes);
    }

    /** What is in memory: documents, and for each of the others where it lies. */
    long memoryBytes() {
        return sum(Slots::memoryBytes);
    }

    private long sum(ToLongFunction<Slots> part) {
        long sum = 0;
        synchronized (slotsByNamespace) {
            for (Slots slots : slotsByNamespace.values()) {
                sum += part.applyAsLong(slots);
            }
        }
        return sum;
    }

    /** What changed since the last call, by namespace. */
    Map<String, Unfolded> takeUnfolded() {
        Map<String, Unfolded> taken = new LinkedHashMap<>();
        synchronized (slotsByNamespace) {
            slotsByNamespace.forEach((namespace, slots) -> taken.put(namespace, slots.takeUnfolded()));
        }
        taken.values().removeIf(Unfolded::isEmpty);
        return taken;
    }
}
