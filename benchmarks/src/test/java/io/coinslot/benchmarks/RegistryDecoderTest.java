package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.coinslot.schemas.billing.PurchaseCompleted;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RegistryDecoderTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer registry;

    @BeforeEach
    void startRegistry() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        registry.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                asked.add(path);
                boolean known = path.equals("/apis/ccompat/v7/schemas/ids/7");
                byte[] body = new JsonMapper()
                        .createObjectNode()
                        .put("schema", PurchaseEventEnvelope.getClassSchema().toString())
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(known ? 200 : 404, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        registry.start();
    }

    @AfterEach
    void stopRegistry() {
        registry.stop(0);
    }

    @Test
    void readsRecordsByTheSchemaOfTheirIdAndAsksForItOnce() throws IOException {
        RegistryDecoder<PurchaseEventEnvelope> decoder = decoder();
        assertThat(decoder.decode(record(7)).getEvent()).isInstanceOf(PurchaseCompleted.class);
        assertThat(decoder.decode(record(7)).getPurchaseId()).isEqualTo("p1");
        assertThat(asked).containsExactly("/apis/ccompat/v7/schemas/ids/7");
    }

    @Test
    void refusesAnotherWireFormatAndUnknownSchemas() {
        assertThatThrownBy(() -> decoder().decode(new byte[] {1, 0, 0, 0, 7, 0}))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> decoder().decode(record(8))).hasMessageContaining("404 for schema 8");
    }

    private RegistryDecoder<PurchaseEventEnvelope> decoder() {
        URI uri = URI.create("http://127.0.0.1:" + registry.getAddress().getPort());
        return new RegistryDecoder<>(uri, PurchaseEventEnvelope.getClassSchema());
    }

    private static byte[] record(int schemaId) throws IOException {
        PurchaseEventEnvelope envelope = PurchaseEventEnvelope.newBuilder()
                .setEventId("e1")
                .setPurchaseId("p1")
                .setSequence(9)
                .setServiceId("arcade")
                .setOccurredAt(Instant.EPOCH)
                .setEvent(new PurchaseCompleted())
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 0, 0, 0, (byte) schemaId});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(PurchaseEventEnvelope.class).write(envelope, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
