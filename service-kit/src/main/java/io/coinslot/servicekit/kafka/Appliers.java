package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.event.EventCodec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Who applies the records of a topic for a group, also those that are tried again later. */
final class Appliers {
    private final Map<String, RecordApplier<?>> appliers = new ConcurrentHashMap<>();
    private final EventCodec codec;
    private final DeadLetters deadLetters;
    private final ParkedEvents parked;

    Appliers(EventCodec codec, DeadLetters deadLetters, ParkedEvents parked) {
        this.codec = codec;
        this.deadLetters = deadLetters;
        this.parked = parked;
    }

    /** Makes the one of a subscription. */
    <V extends SpecificRecord> RecordApplier<V> add(EventSubscription<V> subscription) {
        deadLetters.expect(subscription.group(), subscription.topic());
        RecordApplier<V> applier = new RecordApplier<>(subscription, codec, deadLetters, parked);
        if (subscription.handler() != null) {
            appliers.put(subscription.group() + "|" + subscription.topic(), applier);
        }
        return applier;
    }

    /** Null for projections, which take whole batches, and for what is no longer subscribed to. */
    @Nullable
    RecordApplier<?> of(String group, String topic) {
        return appliers.get(group + "|" + topic);
    }
}
