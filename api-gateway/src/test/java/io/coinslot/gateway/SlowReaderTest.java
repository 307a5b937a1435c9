package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.coinslot.client.DeviceKey;
import io.coinslot.client.DeviceSession;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request holds its place at a service until its answer is read. */
class SlowReaderTest {
    private static final String LONG = "/v1/purchases?limit=500";
    private static final String SHORT = "/v1/purchases/p1";
    private static final int PIECE_BYTES = 65_536;
    /** So much lies in no connection's buffers. */
    private static final int PIECES = 2_048;

    private final List<Socket> readers = new ArrayList<>();
    private RunningGateway gateway;

    private void start(String... settings) {
        gateway = RunningGateway.start(settings);
        gateway.service().answering((exchange, request) -> {
            if (request.target().equals(LONG)) {
                answerAtLength(exchange);
            } else {
                StubService.answerJson(exchange, 200, "{}");
            }
        });
        for (String service : List.of("arcade", "other")) {
            gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService(service));
        }
    }

    private static void answerAtLength(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        for (int piece = 0; piece < PIECES; piece++) {
            exchange.getResponseBody().write(new byte[PIECE_BYTES]);
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket reader : readers) {
            reader.close();
        }
        gateway.close();
    }

    private String token(String service) {
        return gateway.token("svc-" + service, 1, "");
    }

    /** Asks for the long answer and does not read it yet. */
    private Socket ask(String... headers) throws IOException {
        int before = gateway.service().received().size();
        Socket reader = new Socket();
        readers.add(reader);
        reader.setReceiveBufferSize(4_096);
        reader.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
        reader.getOutputStream()
                .write(("GET " + LONG + " HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        await().until(() -> gateway.service().received().size() == before + 1);
        return reader;
    }

    private static void assertRefused(HttpResponse<String> refusal, String who) {
        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(refusal).get("type").asString()).endsWith("/too-many-requests");
        assertThat(json(refusal).get("detail").asString()).contains(who);
    }

    @Test
    void aClientThatDoesNotReadHasNoMoreThanItsShare() throws IOException {
        start(
                "coinslot.gateway.upstream.connections-per-service=4",
                "coinslot.gateway.limits.client-places-percent=50");
        String arcade = token("arcade");
        Socket first = ask("Authorization: Bearer " + arcade);
        ask("Authorization: Bearer " + arcade);

        assertRefused(gateway.get(SHORT, arcade), "The client");
        assertThat(gateway.get(SHORT, token("other")).statusCode()).isEqualTo(200);
        assertThat(gateway.get("/v1/products", arcade).statusCode()).isEqualTo(200);
        first.close();
        await().untilAsserted(() ->
                assertThat(gateway.get(SHORT, arcade).statusCode()).isEqualTo(200));
    }

    @Test
    void aDeviceThatDoesNotReadLeavesTheOthersOfItsGameTheirPlaces() throws IOException {
        start("coinslot.gateway.limits.device-places=1");
        DeviceKey alice = DeviceKey.generate();
        DeviceSession session = gateway.open("arcade", "alice", alice);
        ask(
                "Authorization: DPoP " + session.accessToken(),
                "DPoP: " + alice.proof("GET", URI.create(RunningGateway.ISSUER + LONG), session.accessToken()));

        assertRefused(gateway.send(gateway.byDevice("GET", SHORT, alice, session.accessToken())), "The device");
        DeviceKey bob = DeviceKey.generate();
        String bobs = gateway.open("arcade", "bob", bob).accessToken();
        assertThat(gateway.send(gateway.byDevice("GET", SHORT, bob, bobs)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAnswerThatIsReadTooSlowlyIsBrokenOff() throws IOException {
        start(
                "coinslot.gateway.upstream.connections-per-service=1",
                "coinslot.gateway.limits.reading-seconds=1",
                "coinslot.gateway.limits.reading-bytes-per-second=1000000000");
        Socket slow = ask("Authorization: Bearer " + token("arcade"));
        CompletableFuture<Long> read =
                CompletableFuture.supplyAsync(() -> readBitByBit(slow), Thread::startVirtualThread);
        String other = token("other");
        // A minute would not be enough to read all of it.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(gateway.get(SHORT, other).statusCode()).isEqualTo(200));
        assertThat(read.orTimeout(1, TimeUnit.MINUTES).join()).isBetween(1L, (long) PIECES * PIECE_BYTES / 2);
    }

    /** Fast enough never to seem dead, slow enough never to get to the end. */
    private static long readBitByBit(Socket slow) {
        byte[] bit = new byte[4_096];
        long bytes = 0;
        try {
            for (int count = 0; count >= 0; count = slow.getInputStream().read(bit)) {
                bytes += count;
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        } catch (IOException e) {
            // The connection was closed in the midst of it.
        }
        return bytes;
    }
}
