package io.coinslot.settlement.configuration;

import io.coinslot.servicekit.event.EventEncoder;
import org.apache.avro.specific.SpecificRecord;

/** Schedules, turnovers and rebuilds publish nothing: what moves money is in the journal. */
record NoEvents<S>() implements EventEncoder<S, Void> {
    @Override
    public String topic() {
        return "none";
    }

    @Override
    public SpecificRecord envelope(Header header, S state, Void event) {
        throw new IllegalStateException(state + " has no events");
    }
}
