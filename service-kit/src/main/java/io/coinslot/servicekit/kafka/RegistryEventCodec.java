package io.coinslot.servicekit.kafka;

import com.microsoft.kiota.ApiException;
import io.coinslot.servicekit.event.EventCodec;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The wire format by whatever serializer is configured: Apicurio's, set up to write what Confluent's writes, or
 * Confluent's own.
 */
final class RegistryEventCodec implements EventCodec {
    private static final int SMALLEST_LENGTH = 5;
    private static final byte MAGIC = 0;
    /** Not let in, too slow or too often. */
    private static final Set<Integer> SAYS_NOTHING_OF_SCHEMAS = Set.of(401, 403, 407, 408, 425, 429);

    private final Serializer<Object> serializer;
    private final Deserializer<Object> deserializer;

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

    @Override
    public byte[] encode(String topic, SpecificRecord value) {
        try {
            return serializer.serialize(topic, value);
        } catch (RuntimeException e) {
            if (isUnreachable(e)) {
                throw new SchemaRegistryUnavailable("the schema registry does not answer", e);
            }
            throw e;
        }
    }

    @Override
    public SpecificRecord decode(String topic, byte @Nullable [] value) {
        if (value == null || value.length < SMALLEST_LENGTH || value[0] != MAGIC) {
            throw new UnreadableEvent("not in Confluent's wire format", null);
        }
        try {
            Object decoded = deserializer.deserialize(topic, value);
            if (decoded instanceof SpecificRecord event) {
                return event;
            }
            throw new UnreadableEvent("the schema is none of this platform's: " + decoded.getClass(), null);
        } catch (UnreadableEvent e) {
            throw e;
        } catch (RuntimeException e) {
            if (isUnreachable(e)) {
                throw new SchemaRegistryUnavailable("the schema registry does not answer", e);
            }
            throw new UnreadableEvent("cannot be decoded: " + e.getMessage(), e);
        }
    }

    /** Whether the registry did not answer, or answered that it is ill: what it knows of the schema is not known then. */
    private static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException
                    || cause instanceof IOException && isOfAConnection(cause)
                    || cause instanceof ApiException answer && !isTheRegistrysOwnWord(answer)) {
                return true;
            }
        }
        return false;
    }

    /** Avro throws the same class for bytes that end too early, so its place tells what a bare IOException is about. */
    private static boolean isOfAConnection(Throwable failure) {
        return failure instanceof SocketException
                || failure instanceof UnknownHostException
                || failure instanceof HttpTimeoutException
                || failure instanceof ClosedChannelException
                || Arrays.stream(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith("jdk.internal.net.http."));
    }

    /**
     * Whether the registry says that it does not know or does not want it. It says so in a document of its own: an answer
     * without one comes from what stands in front of it. Who is not let in is told nothing of schemas either.
     */
    private static boolean isTheRegistrysOwnWord(ApiException answer) {
        int status = answer.getResponseStatusCode();
        return answer.getClass() != ApiException.class
                && status >= 400
                && status < 500
                && !SAYS_NOTHING_OF_SCHEMAS.contains(status);
    }
}
