package io.coinslot.servicekit.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where events wait for what they build on. */
interface ParkedEvents {
    /** Keeps a record until it can be applied; parking it again changes nothing. */
    void park(String group, ConsumerRecord<String, byte[]> message);
}
