package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.event.EventCodec.SchemaRegistryUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** A registry that lets in one user is asked by what the settings say, and waited for while it does not let us in. */
class RegistryLetsInTest {
    /** coinslot:hush */
    private static final String BASIC = "Basic Y29pbnNsb3Q6aHVzaA==";

    private static final String APICURIOS_SERIALIZER = "io.apicurio.registry.serde.avro.AvroKafkaSerializer";
    private static final String APICURIOS = "io.apicurio.registry.serde.avro.AvroKafkaDeserializer";
    private static final String CONFLUENTS = ConfluentsDeserializer.class.getName();

    private static EmbeddedStore store;
    private static MongoClient client;

    private final Map<String, String> settings = new HashMap<>();
    private HttpServer server;
    private String url;
    private volatile int tokenStatus = 200;
    private volatile String token = "{\"access_token\":\"t1\",\"expires_in\":300}";

    @BeforeAll
    static void openTheStore() throws IOException {
        store = EmbeddedStore.inMemory();
        client = MongoClients.create(store.uri());
    }

    @AfterAll
    static void closeTheStore() throws IOException {
        client.close();
        store.close();
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/token", exchange -> answer(exchange, tokenStatus, token));
        server.createContext("/apis/", this::schema);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void schema(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String schema = PaymentPending.getClassSchema().toString();
        String path = exchange.getRequestURI().getPath();
        if (!BASIC.equals(authorization) && !"Bearer t1".equals(authorization)) {
            answer(exchange, 401, "");
        } else if (path.startsWith("/apis/ccompat/v7/schemas/ids/")) {
            answer(exchange, 200, JsonMapper.shared().writeValueAsString(Map.of("schema", schema)));
        } else if (path.endsWith("/references")) {
            answer(exchange, 200, "[]");
        } else {
            exchange.getResponseHeaders().set("X-Registry-ArtifactType", "AVRO");
            answer(exchange, 200, schema);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Object decoded(String deserializer) throws IOException {
        EventCodec codec = new KafkaConfiguration("127.0.0.1:9", new KafkaProperties(Map.of()))
                .eventCodec(
                        url,
                        APICURIOS_SERIALIZER,
                        deserializer,
                        new SchemaRegistryProperties(settings),
                        new RegistryOutages(client.getDatabase("registry_lets_in"), Clock.systemUTC()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(7).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(PaymentPending.class).write(new PaymentPending("waiting"), encoder);
        encoder.flush();
        return codec.decode("topic", bytes.toByteArray());
    }

    private void password(String password) {
        settings.put("apicurio.registry.auth.username", "coinslot");
        settings.put("apicurio.registry.auth.password", password);
    }

    private void token() {
        settings.put("apicurio.registry.auth.service.token.endpoint", url + "/token");
        settings.put("apicurio.registry.auth.client.id", "coinslot");
        settings.put("apicurio.registry.auth.client.secret", "hush");
    }

    @Test
    void apicuriosClientShowsThePassword() throws IOException {
        password("hush");
        assertThat(decoded(APICURIOS)).isEqualTo(new PaymentPending("waiting"));
    }

    @Test
    void apicuriosClientGetsAToken() throws IOException {
        token();
        assertThat(decoded(APICURIOS)).isEqualTo(new PaymentPending("waiting"));
    }

    @Test
    void confluentsClientShowsThePassword() throws IOException {
        settings.put("basic.auth.credentials.source", "USER_INFO");
        settings.put("basic.auth.user.info", "coinslot:hush");
        assertThat(decoded(CONFLUENTS)).isEqualTo(new PaymentPending("waiting"));
    }

    @Test
    void whoShowsNoPasswordOrAnotherWaits() {
        assertThatThrownBy(() -> decoded(APICURIOS)).isInstanceOf(SchemaRegistryUnavailable.class);
        password("another");
        assertThatThrownBy(() -> decoded(APICURIOS)).isInstanceOf(SchemaRegistryUnavailable.class);
    }

    /** Whoever gives out tokens says nothing of schemas: the events wait, and are no dead letters. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\":\"invalid_client\"}",
                "404 | ''",
                "503 | Service Unavailable",
                "200 | <html>Log in</html>",
                "200 | {\"access_token\":\"outdated\",\"expires_in\":300}"
            })
    void whoGetsNoTokenWaits(int status, String answer) {
        token();
        tokenStatus = status;
        token = answer;
        assertThatThrownBy(() -> decoded(APICURIOS)).isInstanceOf(SchemaRegistryUnavailable.class);
    }

    @Test
    void whoCannotReachTheTokenEndpointWaits() {
        token();
        settings.put("apicurio.registry.auth.service.token.endpoint", "http://127.0.0.1:9/token");
        assertThatThrownBy(() -> decoded(APICURIOS)).isInstanceOf(SchemaRegistryUnavailable.class);
    }
}
