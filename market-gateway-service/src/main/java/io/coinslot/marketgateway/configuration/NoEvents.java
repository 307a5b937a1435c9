package io.coinslot.marketgateway.configuration;

import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.schemas.Topics;
import io.coinslot.servicekit.event.EventEncoder;
import org.apache.avro.specific.SpecificRecord;

/** The encoder of aggregates that publish nothing. */
final class NoEvents<S> implements EventEncoder<S, NoEvent> {
    @Override
    public String topic() {
        return Topics.PAYMENT_EVENTS;
    }

    @Override
    public SpecificRecord envelope(Header header, S state, NoEvent event) {
        throw new IllegalStateException("there are no such events");
    }
}
