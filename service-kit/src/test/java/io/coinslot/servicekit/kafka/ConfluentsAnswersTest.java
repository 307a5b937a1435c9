package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.event.EventCodec.SchemaRegistryUnavailable;
import io.coinslot.servicekit.event.EventCodec.UnreadableEvent;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of an event while a Confluent Schema Registry, or a proxy before it, answers so to Confluent's serdes. */
class ConfluentsAnswersTest {
    private final CountDownLatch testOver = new CountDownLatch(1);
    private HttpServer server;
    private RegistryEventCodec codec;
    private volatile int status;
    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            if (status < 0) {
                await();
            }
            exchange.sendResponseHeaders(Math.abs(status), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        codec = codec("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        testOver.countDown();
        server.stop(0);
    }

    private void await() {
        try {
            testOver.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Nothing is serialized here.
    private static RegistryEventCodec codec(String url) {
        ConfluentsDeserializer deserializer = new ConfluentsDeserializer();
        deserializer.configure(Map.of("schema.registry.url", url, "http.read.timeout.ms", "500"), false);
        return new RegistryEventCodec((Serializer) new ByteArraySerializer(), deserializer);
    }

    private static byte[] event() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(7).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(PaymentPending.class).write(new PaymentPending("waiting"), encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private void answers(int newStatus, String newAnswer) {
        status = newStatus;
        answer = newAnswer;
    }

    @Test
    void readsWhatItKnows() throws IOException {
        answers(
                200,
                JsonMapper.shared()
                        .writeValueAsString(
                                Map.of("schema", PaymentPending.getClassSchema().toString())));

        assertThat(codec.decode("topic", event())).isEqualTo(new PaymentPending("waiting"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"error_code\":50001,\"message\":\"Error in the backend data store\"}",
                "500 | {\"error_code\":500,\"message\":\"Internal Server Error\"}",
                "503 | {\"error_code\":50302,\"message\":\"The leader is not known\"}",
                "502 | Bad Gateway",
                "504 | <html><body>Gateway Time-out</body></html>",
                "503 | ''",
                "404 | <html><body>Not Found</body></html>",
                "404 | {\"message\":\"no Route matched with those values\"}",
                "404 | {\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
                "401 | {\"error_code\":401,\"message\":\"Unauthorized\"}",
                "403 | {\"error_code\":40301,\"message\":\"User is denied operation\"}",
                "429 | {\"error_code\":42901,\"message\":\"Too many requests\"}"
            })
    void anOutageIsToldWithItsStatus(int newStatus, String newAnswer) throws IOException {
        answers(newStatus, newAnswer);
        byte[] event = event();

        assertThatThrownBy(() -> codec.decode("topic", event))
                .isInstanceOf(SchemaRegistryUnavailable.class)
                .hasMessageContaining(Integer.toString(newStatus));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"error_code\":40403,\"message\":\"Schema 7 not found\"}",
                "422 | {\"error_code\":42201,\"message\":\"Invalid schema\"}"
            })
    void whatTheRegistryItselfSaysOfASchemaStands(int newStatus, String newAnswer) throws IOException {
        answers(newStatus, newAnswer);
        byte[] event = event();

        assertThatThrownBy(() -> codec.decode("topic", event)).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void whatIsToBeWrittenWaitsUntilItsSchemaIsRegistered() {
        Serializer<Object> serializer = (topic, value) -> {
            throw new SerializationException(
                    "Error retrieving Avro schema", new RestClientException("Schema not found", 404, 40403));
        };
        EventCodec writing = new RegistryEventCodec(serializer, (topic, bytes) -> bytes);
        PaymentPending event = new PaymentPending("waiting");

        assertThatThrownBy(() -> writing.encode("topic", event))
                .isInstanceOf(SchemaRegistryUnavailable.class)
                .hasMessageContaining("does not know the schema of " + PaymentPending.class.getName());
    }

    @Test
    void anAnswerThatDoesNotComeIsAnOutage() throws IOException {
        answers(-200, "");
        byte[] event = event();

        assertThatThrownBy(() -> codec.decode("topic", event))
                .isInstanceOf(SchemaRegistryUnavailable.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void nobodyThereIsAnOutage() throws IOException {
        server.stop(0);
        byte[] event = event();

        assertThatThrownBy(() -> codec.decode("topic", event)).isInstanceOf(SchemaRegistryUnavailable.class);
    }

    @Test
    void anAnswerOfSerdesThatAreNotKnownIsAnOutage() {
        RestClientException unknown = new RestClientException("Schema 7 not found", 404, 40403) {
            private static final long serialVersionUID = 1L;

            @Override
            public int getErrorCode() {
                throw new UnsupportedOperationException("there is no such number any more");
            }
        };

        assertThat(RegistryFailure.outage(new SerializationException("Error retrieving the schema", unknown)))
                .contains("not understood", "Schema 7 not found");
    }

    @Test
    void bytesThatEndTooEarlyAreNone() throws IOException {
        answers(
                200,
                JsonMapper.shared()
                        .writeValueAsString(
                                Map.of("schema", PaymentPending.getClassSchema().toString())));
        byte[] torn = Arrays.copyOf(event(), 7);

        assertThatThrownBy(() -> codec.decode("topic", torn)).isInstanceOf(UnreadableEvent.class);
    }
}
