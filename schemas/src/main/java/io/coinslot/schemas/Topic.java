package io.coinslot.schemas;

import java.time.Duration;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A topic of the platform.
 *
 * @param name service.aggregate-events.vN
 * @param compacted whether the broker keeps the newest record of each key for ever
 * @param retention how long records are kept otherwise; null keeps them for ever
 * @param schema of the values; null for dead letters, which hold the bytes as they came
 */
public record Topic(
        String name,
        boolean compacted,
        @Nullable Duration retention,
        @Nullable Schema schema) {
    /** The registry's subject of the values (topic name strategy). */
    public String subject() {
        return name + "-value";
    }

    /** Where records go that cannot be applied. */
    public Topic deadLetters() {
        return new Topic(name + ".dlt", false, null, null);
    }
}
