package io.coinslot.marketgateway.market.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.transport.JsonExchange.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonExchangeTest {
    private static final int TOO_MANY_BYTES = 5 * 1024 * 1024;

    private final CloseableHttpClient connections =
            PooledConnections.open(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(10));
    private final JsonExchange exchange = new JsonExchange(connections);
    private HttpServer market;

    @BeforeEach
    void open() throws IOException {
        market = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        market.start();
    }

    @AfterEach
    void close() throws IOException {
        market.stop(0);
        connections.close();
    }

    private Answer answer(int status, Map<String, String> headers, byte[] body) throws MarketFailure {
        market.createContext("/", http -> {
            headers.forEach((name, value) -> http.getResponseHeaders().set(name, value));
            http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            http.getResponseBody().write(body);
            http.close();
        });
        return exchange.send(
                new HttpGet("http://127.0.0.1:" + market.getAddress().getPort() + "/"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsAnAnswerWithItsAmountsAsTheyWereWritten() throws MarketFailure {
        Answer answer = answer(200, Map.of(), bytes("{\"amount\":0.10,\"large\":123456789012345678.901}"));
        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.body().path("amount").decimalValue()).isEqualByComparingTo("0.1");
        assertThat(answer.body().path("large").decimalValue()).isEqualByComparingTo("123456789012345678.901");
    }

    @Test
    void tellsHowLongTheMarketAsksToWait() throws MarketFailure {
        Answer answer = answer(429, Map.of("Retry-After", "7"), bytes("{}"));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void doesNotMindWaitsItCannotRead() throws MarketFailure {
        assertThat(answer(503, Map.of("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"), bytes(""))
                        .retryAfter())
                .isNull();
    }

    @Test
    void takesWhatIsNoJsonForNothing() throws MarketFailure {
        Answer answer = answer(502, Map.of(), bytes("<html>Bad gateway</html>"));
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().isMissingNode()).isTrue();
    }

    @Test
    void takesAnEmptyAnswerForNothing() throws MarketFailure {
        assertThat(answer(204, Map.of(), bytes("")).body().isMissingNode()).isTrue();
    }

    @Test
    void followsNoRedirect() throws MarketFailure {
        assertThat(answer(302, Map.of("Location", "http://127.0.0.1:1/"), bytes(""))
                        .status())
                .isEqualTo(302);
    }

    @Test
    void doesNotKnowTheOutcomeOfAnAnswerThatIsTooLong() {
        assertThatThrownBy(() -> answer(200, Map.of(), new byte[TOO_MANY_BYTES]))
                .isInstanceOfSatisfying(
                        MarketFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN));
    }

    @Test
    void doesNotKnowTheOutcomeIfTheMarketHangsUp() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUp(socket));
            assertThatThrownBy(() -> exchange.send(new HttpGet("http://127.0.0.1:" + socket.getLocalPort() + "/")))
                    .isInstanceOfSatisfying(
                            MarketFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN));
        }
    }

    private static void hangUp(ServerSocket socket) {
        try {
            socket.accept().close();
        } catch (IOException ended) {
            // The test is over.
        }
    }

    @Test
    void knowsThatNothingWasSentWithoutAConnection() {
        // Nothing listens at a port that only root may open.
        assertThatThrownBy(() -> exchange.send(new HttpGet("http://127.0.0.1:1/")))
                .isInstanceOfSatisfying(
                        MarketFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT));
    }
}
