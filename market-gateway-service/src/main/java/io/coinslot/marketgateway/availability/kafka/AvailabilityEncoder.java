package io.coinslot.marketgateway.availability.kafka;

import io.coinslot.marketgateway.availability.Availability;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.AvailabilityState;
import io.coinslot.schemas.market.AvailabilityStateEnvelope;
import io.coinslot.servicekit.event.StateEncoder;
import org.apache.avro.specific.SpecificRecord;

/** Publishes each change of a market's availability; the event is the new state itself. */
public final class AvailabilityEncoder implements StateEncoder<Availability> {
    @Override
    public String topic() {
        return Topics.AVAILABILITY_STATES;
    }

    @Override
    public String type(Availability event) {
        return "AvailabilityState";
    }

    @Override
    public SpecificRecord envelope(Header header, Availability state, Availability event) {
        return AvailabilityStateEnvelope.newBuilder()
                .setEventId(header.eventId())
                .setServiceId(event.serviceId())
                .setMarket(event.market().value())
                .setSequence(header.sequence())
                .setOccurredAt(header.occurredAt())
                .setEvent(AvailabilityState.newBuilder()
                        .setPassOverUntil(event.passOverUntil())
                        .setSince(event.since())
                        .build())
                .build();
    }
}
