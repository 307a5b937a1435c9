package io.coinslot.settlement.configuration;

import io.coinslot.servicekit.event.EventEncoder;
import org.apache.avro.specific.SpecificRecord;

/** Schedules and turnovers publish nothing: what follows from them is in the journal. */
record NoEvents<S>() implements EventEncoder<S, Void> {
    @Override
    public String topic() {
        return "none";
    }

    @Override
    public SpecificRecord envelope(Header header, S state, Void event) {
        throw new IllegalStateException("fees have no events");
    }
}
