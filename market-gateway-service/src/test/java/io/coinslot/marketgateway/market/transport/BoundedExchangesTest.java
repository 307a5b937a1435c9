package io.coinslot.marketgateway.market.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A market that always has another byte to say is not listened to for ever. */
@Timeout(60)
class BoundedExchangesTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";

    private final CloseableHttpClient connections = PooledConnections.open(LONG, LONG, Duration.ofMillis(700));
    private final JsonExchange exchange = new JsonExchange(connections);
    private final CountDownLatch ended = new CountDownLatch(1);
    private ServerSocket market;

    @BeforeEach
    void open() throws IOException {
        market = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        ended.countDown();
        market.close();
        connections.close();
    }

    /** Says the beginning at once, then a byte every tenth of a second until it is hung up on. */
    private void answers(String beginning) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = market.accept();
                    OutputStream out = socket.getOutputStream()) {
                out.write(beginning.getBytes(StandardCharsets.US_ASCII));
                do {
                    out.write('1');
                    out.flush();
                } while (!ended.await(100, TimeUnit.MILLISECONDS));
            } catch (IOException hungUp) {
                ended.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private HttpGet get() {
        return new HttpGet("http://127.0.0.1:" + market.getLocalPort() + "/");
    }

    private void assertBrokenOff() {
        assertThatThrownBy(() -> exchange.send(get())).isInstanceOfSatisfying(MarketFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(failure).hasMessageContaining("no whole answer within PT0.7S");
        });
    }

    @Test
    void breaksOffABodyThatComesInDrops() throws InterruptedException {
        answers(HEAD + "100000\r\n\r\n");
        assertBrokenOff();
        assertThat(ended.await(30, TimeUnit.SECONDS)).as("hung up").isTrue();
    }

    @Test
    void breaksOffHeadersThatComeInDrops() {
        answers("HTTP/1.1 200 OK\r\nX-Long: ");
        assertBrokenOff();
    }

    @Test
    void breaksOffAnAnswerThatNobodyReads() throws IOException, InterruptedException {
        answers(HEAD + "100000\r\n\r\n");
        assertThat(connections.execute(get()).getStatusLine().getStatusCode()).isEqualTo(200);
        assertThat(ended.await(30, TimeUnit.SECONDS)).as("hung up").isTrue();
    }

    @Test
    void aConnectionOutlivesTheTimeOfAnExchangeThatWasMet() throws Exception {
        CountDownLatch accepted = new CountDownLatch(2);
        Thread.ofVirtual().start(() -> answerThrice(accepted));
        assertThat(exchange.send(get()).body().asInt()).isEqualTo(7);
        // Longer than an exchange may take: what was met must not break off what comes after it.
        assertThat(ended.await(900, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(exchange.send(get()).body().asInt()).isEqualTo(7);
        assertThat(accepted.getCount()).isEqualTo(1);
    }

    /** On as many connections as the caller opens. */
    private void answerThrice(CountDownLatch accepted) {
        try (Socket socket = market.accept()) {
            accepted.countDown();
            for (int request = 0; request < 3; request++) {
                readRequest(socket);
                socket.getOutputStream().write((HEAD + "1\r\n\r\n7").getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        } catch (IOException hungUp) {
            ended.countDown();
        }
    }

    private static void readRequest(Socket socket) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            read.append((char) next);
        }
    }
}
