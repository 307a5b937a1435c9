package io.coinslot.cardregistry.registration.kafka;

import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.servicekit.event.EventEncoder;
import org.apache.avro.specific.SpecificRecord;

/** Events of registrations as records of their topic. */
public final class RegistrationEventEncoder implements EventEncoder<Registration, RegistrationEvent> {
    @Override
    public String topic() {
        return Topics.REGISTRATION_EVENTS;
    }

    @Override
    public SpecificRecord envelope(Header header, Registration registration, RegistrationEvent event) {
        return RegistrationEventEnvelope.newBuilder()
                .setEventId(header.eventId())
                .setSubjectId(header.aggregateId())
                .setSequence(header.sequence())
                .setServiceId(registration.applicant().serviceId())
                .setUserId(registration.applicant().userId())
                .setOccurredAt(header.occurredAt())
                .setEvent(EventRecord.of(registration, event))
                .build();
    }
}
