package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.event.EventCodec;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Notes each time at which the registry was needed and away, whoever needed it. */
final class WatchedCodec implements EventCodec {
    private final EventCodec codec;
    private final RegistryOutages outages;

    WatchedCodec(EventCodec codec, RegistryOutages outages) {
        this.codec = codec;
        this.outages = outages;
    }

    @Override
    public byte[] encode(String topic, SpecificRecord value) {
        try {
            return codec.encode(topic, value);
        } catch (SchemaRegistryUnavailable e) {
            throw noted(e);
        }
    }

    @Override
    public SpecificRecord decode(String topic, byte @Nullable [] value) {
        try {
            return codec.decode(topic, value);
        } catch (SchemaRegistryUnavailable e) {
            throw noted(e);
        }
    }

    private SchemaRegistryUnavailable noted(SchemaRegistryUnavailable away) {
        try {
            outages.seen();
        } catch (RuntimeException e) {
            away.addSuppressed(e);
        }
        return away;
    }
}
