package io.coinslot.servicekit.event;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * Wraps a domain event in the envelope of its topic. Written by each service, next to its Kafka mapping.
 *
 * @param <S> the aggregate's state after the event
 * @param <E> the service's own event type
 */
public interface EventEncoder<S, E> {
    /** The topic that the aggregate's events go to. */
    String topic();

    /** The record key; by default the aggregate's id. */
    default String key(String aggregateId) {
        return aggregateId;
    }

    /** The ce_type header: the event's name, such as PurchasePaid. */
    default String type(E event) {
        return event.getClass().getSimpleName();
    }

    /** The envelope to be published. */
    SpecificRecord envelope(Header header, S state, E event);

    /** What every envelope carries. */
    record Header(String eventId, String aggregateId, long sequence, Instant occurredAt) {}
}
