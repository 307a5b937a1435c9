package io.coinslot.servicekit.event;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into Confluent's wire format (0x00, four-byte schema id, Avro) and back.
 */
public interface EventCodec {
    /**
     * @throws SchemaRegistryUnavailable if the schema's id is not known yet and the registry does not answer, or answers that
     *     it is not registered: whoever deploys has not come so far
     */
    byte[] encode(String topic, SpecificRecord value);

    /**
     * @throws UnreadableEvent if the bytes are not of this format, or their schema is unknown: trying again is no use
     * @throws SchemaRegistryUnavailable if the registry does not answer
     */
    SpecificRecord decode(String topic, byte @Nullable [] value);

    /** These bytes will never be readable. */
    final class UnreadableEvent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnreadableEvent(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The registry did not answer, or does not know yet what is written; try again. */
    final class SchemaRegistryUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public SchemaRegistryUnavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
