package io.coinslot.billing.configuration;

import io.coinslot.servicekit.event.EventEncoder;
import org.apache.avro.specific.SpecificRecord;

/** For aggregates that publish nothing: what counts for others is told by purchases, or was told already. */
final class NoEvents<S> implements EventEncoder<S, Void> {
    @Override
    public String topic() {
        return "none";
    }

    @Override
    public SpecificRecord envelope(Header header, S state, Void event) {
        throw new IllegalStateException("there are no such events");
    }
}
