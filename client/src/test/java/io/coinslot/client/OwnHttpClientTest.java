package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Calls by an HTTP client that the caller has made, and closes. */
class OwnHttpClientTest {
    private final Queue<String> carried = new ConcurrentLinkedQueue<>();

    /** Is asked for the way of every connection. */
    private final ProxySelector ways = new ProxySelector() {
        @Override
        public List<Proxy> select(URI address) {
            carried.add(address.getPath());
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
            throw new AssertionError(failure);
        }
    };

    @Test
    void carriesABackendsCallsAndItsRequestsForTokens() {
        try (FakeGateway fake = new FakeGateway();
                HttpClient http = HttpClient.newBuilder().proxy(ways).build()) {
            fake.on("GET /v1/purchases/p1", 200, Fixtures.PURCHASE);
            try (CoinslotClient client = CoinslotClient.builder()
                    .gateway(fake.uri())
                    .credentials("svc-arcade", "secret")
                    .http(http)
                    .build()) {
                assertThat(client.purchases().get("p1").purchaseId()).isEqualTo("p1");
            }
            assertThat(carried).contains("/oauth2/token", "/v1/purchases/p1");
            assertThat(http.isTerminated()).isFalse();
        }
    }

    /** From JDK 26 on a request's time covers the body too, and a statement takes as long as it takes. */
    @Test
    void boundsTheTimeOfWhatIsReadAsAWholeAlone() {
        Wire wire = Wire.to(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1));
        try (wire) {
            assertThat(wire.request(Call.get("/a"), Duration.ofSeconds(10)).timeout())
                    .contains(Duration.ofSeconds(10));
            assertThat(wire.request(Call.get("/a").streamed("text/csv"), Duration.ofSeconds(10))
                            .timeout())
                    .isEmpty();
        }
    }

    @Test
    void carriesADevicesCalls() {
        try (FakeGateway fake = new FakeGateway();
                HttpClient http = HttpClient.newBuilder().proxy(ways).build()) {
            fake.on("GET /v1/purchases/p1", 200, Fixtures.PURCHASE);
            DeviceSession session = new DeviceSession("ds_1", "token-1", "", Instant.parse("2100-01-01T00:00:00Z"));
            try (DeviceClient device = DeviceClient.of(fake.uri(), DeviceKey.generate(), () -> session, http)) {
                assertThat(device.purchase("p1").purchaseId()).isEqualTo("p1");
            }
            assertThat(carried).contains("/v1/purchases/p1");
            assertThat(http.isTerminated()).isFalse();
        }
    }
}
