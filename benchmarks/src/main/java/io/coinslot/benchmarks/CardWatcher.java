package io.coinslot.benchmarks;

import io.coinslot.schemas.Topics;
import io.coinslot.schemas.card.CardCompleted;
import io.coinslot.schemas.card.RegistrationCompleted;
import io.coinslot.schemas.card.RegistrationEnded;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.schemas.card.RegistrationRequested;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows what is told of registrations, as any consumer outside may. */
final class CardWatcher implements AutoCloseable {
    private final RegistryDecoder<RegistrationEventEnvelope> events;
    private final CardJourneys journeys;
    private final String serviceId;
    private final TopicTail tail;

    CardWatcher(Connection stack, String serviceId, CardJourneys journeys) {
        this.serviceId = serviceId;
        this.journeys = journeys;
        events = new RegistryDecoder<>(stack.schemaRegistry(), RegistrationEventEnvelope.getClassSchema());
        tail = new TopicTail(stack, List.of(Topics.REGISTRATION_EVENTS), this::take, journeys::failed);
    }

    private void take(ConsumerRecord<byte[], byte[]> record, long now) throws IOException {
        RegistrationEventEnvelope envelope = events.decode(record.value());
        if (serviceId.equals(envelope.getServiceId())) {
            happened(envelope, now);
        }
    }

    private void happened(RegistrationEventEnvelope envelope, long now) {
        String id = envelope.getSubjectId();
        switch (envelope.getEvent()) {
            case RegistrationRequested requested -> journeys.of(id).requested(envelope.getEventId());
            case CardCompleted completed -> journeys.of(id).cardCompleted(completed.getTokenUniqueReference());
            case RegistrationCompleted completed -> journeys.of(id).registered(now);
            case RegistrationEnded ended -> journeys.of(id).ended(ended.getState() + " " + ended.getErrorCode());
            default -> {
                // The steps in between are not measured.
            }
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
