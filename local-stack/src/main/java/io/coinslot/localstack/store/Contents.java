package io.coinslot.localstack.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All documents of the store by namespace (database and collection). Guarded by the lock of the {@link Engine}. */
final class Contents {
    private final Map<String, Slots> slotsByNamespace = new LinkedHashMap<>();

    Slots slots(String namespace) {
        synchronized (slotsByNamespace) {
            return slotsByNamespace.computeIfAbsent(namespace, name -> new Slots());
        }
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

    long bytes() {
        synchronized (slotsByNamespace) {
            return slotsByNamespace.values().stream().mapToLong(Slots::bytes).sum();
        }
    }

    /** What is stored now, by namespace and slot. */
    Map<String, List<byte @Nullable []>> picture() {
        Map<String, List<byte @Nullable []>> picture = new LinkedHashMap<>();
        synchronized (slotsByNamespace) {
            slotsByNamespace.forEach((namespace, slots) -> picture.put(namespace, slots.picture()));
        }
        return picture;
    }
}
