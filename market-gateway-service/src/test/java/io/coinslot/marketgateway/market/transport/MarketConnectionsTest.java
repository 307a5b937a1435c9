package io.coinslot.marketgateway.market.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.coinslot.marketgateway.Orders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarketConnectionsTest {
    private static final int MORE_THAN_A_POOL_HAS = 400;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger held = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MarketConnections connections =
            new MarketConnections(Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofSeconds(60));
    private HttpServer server;

    /** Both markets are at one address, as they are where everything is simulated. */
    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MORE_THAN_A_POOL_HAS);
        server.setExecutor(threads);
        server.createContext("/hangs", exchange -> {
            held.incrementAndGet();
            await();
            answer(exchange);
        });
        server.createContext("/answers", MarketConnectionsTest::answer);
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        ended.countDown();
        connections.close();
        server.stop(0);
        threads.close();
    }

    private void await() {
        try {
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private int call(HttpClient market, String path) throws IOException {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return market.execute(
                new HttpGet(address), response -> response.getStatusLine().getStatusCode());
    }

    @Test
    void aMarketThatHangsTakesNoConnectionFromTheOthers() throws IOException {
        HttpClient hanging = connections.of(Orders.STRIPE);
        for (int call = 0; call < MORE_THAN_A_POOL_HAS; call++) {
            threads.execute(() -> {
                try {
                    call(hanging, "/hangs");
                } catch (IOException e) {
                    // Those beyond the pool's size find no connection, which is what this is about.
                    return;
                }
            });
        }
        Awaitility.await().until(() -> held.get() >= 128);

        assertThatThrownBy(() -> call(hanging, "/answers")).isInstanceOf(ConnectionPoolTimeoutException.class);
        assertThat(call(connections.of(Orders.GOOGLE_PLAY), "/answers")).isEqualTo(204);
    }
}
