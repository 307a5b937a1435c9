package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HttpTest {
    @Test
    void readsPlainAndChunkedAnswersOverOneConnection() throws IOException {
        List<Integer> clientPorts = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            try (exchange) {
                clientPorts.add(exchange.getRemoteAddress().getPort());
                byte[] body = exchange.getRequestBody().readAllBytes();
                boolean chunked = exchange.getRequestURI().getPath().equals("/chunked");
                exchange.sendResponseHeaders(201, chunked ? 0 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (HttpPool pool = new HttpPool(uri)) {
            assertThat(pool.post("/plain", "X: y\r\n", "{\"a\":1}"))
                    .isEqualTo(new HttpConnection.Answer(201, "{\"a\":1}"));
            assertThat(pool.post("/chunked", "", "{\"b\":2}").body()).isEqualTo("{\"b\":2}");
            assertThat(pool.post("/plain", "", "{}").body()).isEqualTo("{}");
        } finally {
            server.stop(0);
        }
        assertThat(clientPorts).hasSize(3).containsOnly(clientPorts.getFirst());
    }

    @Test
    void confirmsDeliveriesAndTellsWhichPurchaseIsPaid() throws IOException {
        List<String> paid = new CopyOnWriteArrayList<>();
        try (WebhookReceiver receiver = new WebhookReceiver((purchaseId, now) -> paid.add(purchaseId));
                HttpPool pool = new HttpPool(receiver.uri())) {
            assertThat(pool.post("/webhooks", "", "{\"type\":\"purchase.paid\",\"data\":{\"purchaseId\":\"p1\"}}"))
                    .isEqualTo(new HttpConnection.Answer(200, "{\"delivered\":true}"));
            pool.post("/webhooks", "", "{\"type\":\"purchase.expired\",\"data\":{\"purchaseId\":\"p2\"}}");
            pool.post("/webhooks", "", "nonsense");
            await().until(() -> receiver.unreadable() == 1);
        }
        assertThat(paid).containsExactly("p1");
    }

    @Test
    void picksFieldsOutOfJson() {
        String json = "{\"a\":{\"purchaseId\" : \"p1\"},\"none\":null,\"number\":5}";
        assertThat(Fields.text(json, "purchaseId")).isEqualTo("p1");
        assertThat(Fields.text(json, "none")).isNull();
        assertThat(Fields.text(json, "number")).isNull();
        assertThat(Fields.text(json, "absent")).isNull();
        assertThatThrownBy(() -> Fields.required(json, "absent")).hasMessageContaining("no absent");
    }

    @Test
    void countsWhatTheKernelSaysOfAProcess() {
        String stat = "42 (a (bad) name) S 1 42 42 0 -1 4194560 2 0 0 0 150 25 0 0 20 0 33 0 99 100 5";
        assertThat(ProcessUsage.parse(stat, 250, "Name:\tx\nVmRSS:\t  2048 kB\n"))
                .isEqualTo(new ProcessUsage(1750, 250, 2048));
        assertThat(ProcessUsage.ofThisProcess().compilerMillis())
                .isPositive()
                .isLessThan(ProcessUsage.ofThisProcess().cpuMillis());
        assertThat(ProcessUsage.ofThisProcess().residentKib()).isPositive();
        assertThat(ProcessUsage.isOurService("market-gateway-service")).isTrue();
        assertThat(ProcessUsage.isOurService("api-gateway")).isTrue();
        assertThat(ProcessUsage.isOurService("kafka")).isFalse();
    }
}
