package io.coinslot.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.client.CoinslotClient;
import io.coinslot.client.CoinslotException;
import io.coinslot.client.DeviceClient;
import io.coinslot.client.DeviceKey;
import io.coinslot.client.DeviceSession;
import io.coinslot.client.Purchase;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The Java client on both sides: the backend's opens the session, the device's uses it. */
@Isolated("it starts at a port that was free a moment ago")
class DeviceClientTest {
    private static RunningGateway gateway;
    private static URI address;
    private static CoinslotClient backend;

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        address = URI.create("http://127.0.0.1:" + port);
        gateway = RunningGateway.start("server.port=" + port, "coinslot.security.issuer=" + address);
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        backend = CoinslotClient.of(address, "svc-arcade", gateway.secret("svc-arcade", 1));
        gateway.service().answering((exchange, request) -> StubService.answerJson(exchange, 200, """
            {"items":[{"purchaseId":"p1","status":"PAID","version":3}],"nextCursor":null,
             "purchaseId":"p1","status":"PAID","version":3}\
            """));
    }

    @AfterAll
    static void stop() {
        backend.close();
        gateway.close();
    }

    @Test
    void callsByItselfWithTheSessionThatTheBackendOpened() {
        DeviceKey key = DeviceKey.generate();
        AtomicInteger opened = new AtomicInteger();
        try (DeviceClient device = DeviceClient.of(address, key, () -> {
            opened.incrementAndGet();
            return backend.devices().open("alice", "watch-1", key.thumbprint());
        })) {
            assertThat(device.purchases().map(Purchase::purchaseId)).containsExactly("p1");
            assertThat(device.purchase("p1").version()).isEqualTo(3);
            assertThat(device.resolveBillingToken("bt").purchaseId()).isEqualTo("p1");
        }
        assertThat(opened).hasValue(1);
    }

    @Test
    void asksForAnotherSessionWhenItsOwnWasRevoked() {
        DeviceKey key = DeviceKey.generate();
        AtomicInteger opened = new AtomicInteger();
        try (DeviceClient device = DeviceClient.of(address, key, () -> {
            opened.incrementAndGet();
            return backend.devices().open("bob", "watch-1", key.thumbprint());
        })) {
            device.purchase("p1");
            backend.devices().revokeAll("bob", "watch-1");
            assertThat(device.purchase("p1").purchaseId()).isEqualTo("p1");
        }
        assertThat(opened).hasValue(2);
    }

    @Test
    void isOfNoUseWithAnotherKey() {
        DeviceSession stolen =
                backend.devices().open("carol", "watch-1", DeviceKey.generate().thumbprint());
        try (DeviceClient thief = DeviceClient.of(address, DeviceKey.generate(), () -> stolen)) {
            assertThatThrownBy(() -> thief.purchase("p1"))
                    .isInstanceOf(CoinslotException.Unauthenticated.class)
                    .hasMessageContaining("another key");
        }
    }

    @Test
    void endsOneSession() {
        DeviceKey key = DeviceKey.generate();
        DeviceSession session = backend.devices().open("dora", "watch-1", key.thumbprint(), "key-1");
        assertThat(backend.devices()
                        .open("dora", "watch-1", key.thumbprint(), "key-1")
                        .sessionId())
                .isEqualTo(session.sessionId());
        backend.devices().revoke(session.sessionId());
        try (DeviceClient device = DeviceClient.of(address, key, () -> session)) {
            assertThatThrownBy(() -> device.purchase("p1"))
                    .isInstanceOf(CoinslotException.Unauthenticated.class)
                    .hasMessageContaining("revoked");
        }
    }
}
