package io.coinslot.settlement.fee;

import io.coinslot.servicekit.event.EventEncoder;
import org.apache.avro.specific.SpecificRecord;

/** Schedules publish nothing. */
record NoEvents() implements EventEncoder<FeeSchedule, Void> {
    @Override
    public String topic() {
        return "none";
    }

    @Override
    public SpecificRecord envelope(Header header, FeeSchedule state, Void event) {
        throw new IllegalStateException("fee schedules have no events");
    }
}
