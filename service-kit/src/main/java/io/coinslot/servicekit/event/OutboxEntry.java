package io.coinslot.servicekit.event;

import java.util.Map;

/**
 * An event ready for Kafka, kept in the document whose change it reports until the broker has acknowledged it.
 *
 * @param eventId unique; also the ce_id header
 * @param sequence 1, 2, 3 … within the aggregate
 * @param headers text headers of the record
 * @param value the bytes of the record, in Confluent's wire format; must not be changed
 */
public record OutboxEntry(
        String eventId, long sequence, String topic, String key, Map<String, String> headers, byte[] value) {
    public OutboxEntry {
        headers = Map.copyOf(headers);
    }
}
