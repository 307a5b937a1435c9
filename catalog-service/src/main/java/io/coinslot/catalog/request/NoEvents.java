package io.coinslot.catalog.request;

import io.coinslot.servicekit.event.EventEncoder;
import org.apache.avro.specific.SpecificRecord;

/** For aggregates that publish nothing. */
public record NoEvents<S>() implements EventEncoder<S, Void> {
    @Override
    public String topic() {
        return "none";
    }

    @Override
    public SpecificRecord envelope(Header header, S state, Void event) {
        throw new IllegalStateException("these aggregates have no events");
    }
}
