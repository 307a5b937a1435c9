package io.coinslot.servicekit.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who applies the single records of a topic for a group, also those that are tried again later. */
final class Appliers {
    private final Map<String, RecordApplier<?>> appliers = new ConcurrentHashMap<>();

    void add(String group, String topic, RecordApplier<?> applier) {
        appliers.put(group + "|" + topic, applier);
    }

    /** Null for projections, which take whole batches, and for what is no longer subscribed to. */
    @Nullable
    RecordApplier<?> of(String group, String topic) {
        return appliers.get(group + "|" + topic);
    }
}
