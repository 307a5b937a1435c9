package io.coinslot.servicekit.table;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Makes copies of compacted topics. A bean of the kit. */
public interface CompactedTables {
    /** Follows a topic; returns when all that is in it has been read. Keys are the record keys. */
    <V extends SpecificRecord> CompactedTable<V> follow(String topic, Class<V> envelopeType);

    /** Those followed in which there is something, and of which nothing can be read. */
    default List<String> unreadTopics() {
        return List.of();
    }
}
