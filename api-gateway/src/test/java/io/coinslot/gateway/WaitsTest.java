package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.client.DeviceKey;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that wait hold their places for long: nobody may have all of them. */
class WaitsTest {
    private static final String WAITING = "/v1/purchases/p1?minVersion=9&waitMillis=30000";

    private static RunningGateway gateway;

    private final CountDownLatch testOver = new CountDownLatch(1);
    private final List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(
                "coinslot.gateway.upstream.connections-per-service=2",
                "coinslot.gateway.upstream.waits-per-service=6",
                "coinslot.gateway.limits.device-waits=2");
        for (String service : List.of("arcade", "other", "third")) {
            gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService(service));
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void holdWhatWaitsAndWhatIsPosted() {
        gateway.service().reset();
        gateway.service().answering((exchange, request) -> {
            if (request.target().contains("waitMillis") || request.method().equals("POST")) {
                await(testOver);
            }
            StubService.answerJson(exchange, 200, "{}");
        });
    }

    @AfterEach
    void everythingHeldIsAnswered() {
        testOver.countDown();
        assertThat(held).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hold(HttpRequest.Builder request) {
        int before = gateway.service().received().size();
        held.add(CompletableFuture.supplyAsync(() -> gateway.send(request), Thread::startVirtualThread));
        Awaitility.await().until(() -> gateway.service().received().size() == before + 1);
    }

    private static HttpRequest.Builder byClient(String target, String service) {
        return gateway.request(target).header("Authorization", "Bearer " + gateway.token("svc-" + service, 1, ""));
    }

    private static HttpRequest.Builder byDevice(String target, String user, DeviceKey key) {
        return gateway.byDevice(
                "GET", target, key, gateway.open("arcade", user, key).accessToken());
    }

    private static void assertRefused(HttpRequest.Builder request, int status, String who) {
        HttpResponse<String> refusal = gateway.send(request);
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(refusal).get("detail").asString()).contains(who);
    }

    @Test
    void aDeviceHasAFewAndItsClientWithAllItsDevicesAShare() {
        DeviceKey alice = DeviceKey.generate();
        hold(byDevice(WAITING, "alice", alice));
        hold(byDevice(WAITING, "alice", alice));

        assertRefused(byDevice(WAITING, "alice", alice), 429, "The device");
        assertThat(gateway.send(byDevice("/v1/purchases/p1", "alice", alice)).statusCode())
                .isEqualTo(200);

        hold(byDevice(WAITING, "bob", DeviceKey.generate()));
        assertRefused(byDevice(WAITING, "carol", DeviceKey.generate()), 429, "The client");
        assertRefused(byClient(WAITING, "arcade"), 429, "The client");
        hold(byClient(WAITING, "other"));
        hold(byClient("/v1/products?waitMillis=1", "arcade"));
    }

    @Test
    void thoseThatWaitKeepNobodyElseOut() {
        for (String service : List.of("arcade", "other")) {
            for (int i = 0; i < 3; i++) {
                hold(byClient(WAITING, service));
            }
        }

        assertRefused(byClient(WAITING, "third"), 503, "Too many requests wait");
        assertThat(gateway.send(byClient("/v1/purchases/p1", "arcade")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void othersKeepNobodyOutWhoWaits() {
        for (String service : List.of("arcade", "third")) {
            hold(byClient("/v1/purchases", service).POST(HttpRequest.BodyPublishers.ofString("{}")));
        }

        assertRefused(byClient("/v1/purchases/p1", "other"), 503, "Too many requests wait");
        assertRefused(byClient("/v1/purchases/p1?awaitMillis=1", "other"), 503, "Too many requests wait");
        hold(byClient(WAITING, "other"));
    }

    @Test
    void placesAreGivenBack() {
        DeviceKey alice = DeviceKey.generate();
        hold(byDevice(WAITING, "alice", alice));
        hold(byDevice(WAITING, "alice", alice));
        testOver.countDown();
        held.forEach(CompletableFuture::join);

        for (int i = 0; i < 9; i++) {
            assertThat(gateway.send(byDevice(WAITING, "alice", alice)).statusCode())
                    .isEqualTo(200);
        }
    }
}
