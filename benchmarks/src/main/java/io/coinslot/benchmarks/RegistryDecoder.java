package io.coinslot.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads the Confluent wire format (0x00, four-byte schema id, Avro) with the schemas of the registry. For one thread. */
final class RegistryDecoder<T extends SpecificRecord> {
    private static final int HEADER_BYTES = 5;

    private final URI registry;
    private final Schema readerSchema;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    RegistryDecoder(URI registry, Schema readerSchema) {
        this.registry = registry;
        this.readerSchema = readerSchema;
    }

    T decode(byte[] value) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(value);
        if (header.get() != 0) {
            throw new IOException("not the Confluent wire format: it begins with " + value[0]);
        }
        SpecificDatumReader<T> reader = reader(header.getInt());
        decoder = DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, decoder);
        return reader.read(null, decoder);
    }

    private SpecificDatumReader<T> reader(int schemaId) throws IOException {
        SpecificDatumReader<T> known = readers.get(schemaId);
        if (known == null) {
            known = new SpecificDatumReader<>(fetch(schemaId), readerSchema);
            readers.put(schemaId, known);
        }
        return known;
    }

    private Schema fetch(int schemaId) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(registry.resolve("/apis/ccompat/v7/schemas/ids/" + schemaId))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("the registry answered " + response.statusCode() + " for schema " + schemaId);
            }
            String schema =
                    new JsonMapper().readTree(response.body()).path("schema").asString();
            return new Schema.Parser().parse(schema);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
