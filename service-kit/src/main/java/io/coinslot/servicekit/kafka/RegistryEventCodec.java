package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.event.EventCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The wire format by whatever serializer is configured: Apicurio's, set up to write what Confluent's writes, or
 * Confluent's own. Nobody waits for the registry longer than a few seconds: Apicurio's serdes cannot be told to.
 */
final class RegistryEventCodec implements EventCodec {
    private static final int SMALLEST_LENGTH = 5;
    private static final byte MAGIC = 0;
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Serializer<Object> serializer;
    private final Deserializer<Object> deserializer;
    private final RegistryQuestions questions = new RegistryQuestions(LONGEST_QUESTION, PAUSE);

    RegistryEventCodec(Serializer<Object> serializer, Deserializer<Object> deserializer) {
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    /** Settings that make Apicurio's serdes speak Confluent's wire format; Confluent's ignore them, and the reverse. */
    static Map<String, Object> settings(String registryUrl) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("apicurio.registry.url", registryUrl + "/apis/registry/v3");
        settings.put("apicurio.registry.http.adapter", "JDK");
        settings.put("apicurio.registry.auto-register", false);
        settings.put("apicurio.registry.find-latest", false);
        // Otherwise the schema is split into one artifact per named type and not found by what was registered.
        settings.put("apicurio.registry.dereference-schema", true);
        // A schema that differs by its documentation alone is taken for the registered one, so it has to be found as
        // that.
        settings.put("apicurio.registry.canonicalize", true);
        settings.put("apicurio.registry.use-id", "contentId");
        settings.put("apicurio.registry.id-handler", "io.apicurio.registry.serde.Default4ByteIdHandler");
        settings.put("apicurio.registry.headers.enabled", false);
        settings.put("apicurio.registry.use-specific-avro-reader", true);
        settings.put("apicurio.registry.avro-datum-provider", KeptDatumProvider.class);
        // What an id stands for never changes, so what is known stays known, also while the registry is away.
        settings.put("apicurio.registry.check-period-ms", Long.MAX_VALUE / 4);
        settings.put("apicurio.registry.fault-tolerant-refresh", true);
        settings.put("apicurio.registry.retry-count", 1);
        settings.put("schema.registry.url", registryUrl + "/apis/ccompat/v7");
        settings.put("auto.register.schemas", false);
        settings.put("specific.avro.reader", true);
        return settings;
    }

    /**
     * What the serdes ask the registry about, once.
     *
     * @param schema itself, or the id that stands in the bytes for it
     */
    private record Subject(String topic, Object schema) {}

    @Override
    public byte[] encode(String topic, SpecificRecord value) {
        return questions.ask(new Subject(topic, value.getSchema()), () -> serialize(topic, value));
    }

    private byte[] serialize(String topic, SpecificRecord value) {
        try {
            return serializer.serialize(topic, value);
        } catch (RuntimeException e) {
            if (RegistryFailure.isUnknownSchema(e)) {
                throw new SchemaRegistryUnavailable(
                        "the schema registry does not know the schema of "
                                + value.getSchema().getFullName() + " in " + topic + ": it is to be registered first",
                        e);
            }
            throw ifAway(e, e);
        }
    }

    @Override
    public SpecificRecord decode(String topic, byte @Nullable [] value) {
        if (value == null || value.length < SMALLEST_LENGTH || value[0] != MAGIC) {
            throw new UnreadableEvent("not in Confluent's wire format", null);
        }
        return questions.ask(new Subject(topic, ByteBuffer.wrap(value).getInt(1)), () -> deserialize(topic, value));
    }

    private SpecificRecord deserialize(String topic, byte[] value) {
        try {
            Object decoded = deserializer.deserialize(topic, value);
            if (decoded instanceof SpecificRecord event) {
                return event;
            }
            throw new UnreadableEvent("the schema is none of this platform's: " + decoded.getClass(), null);
        } catch (UnreadableEvent e) {
            throw e;
        } catch (RuntimeException e) {
            throw ifAway(e, new UnreadableEvent("cannot be decoded: " + e.getMessage(), e));
        }
    }

    private static RuntimeException ifAway(RuntimeException failure, RuntimeException otherwise) {
        String outage = RegistryFailure.outage(failure);
        return outage == null ? otherwise : new SchemaRegistryUnavailable(outage, failure);
    }
}
