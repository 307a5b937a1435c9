package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service has a place for each 64 KiB of a body: who sends long ones may not have all 256 with a few requests. */
class LongBodiesTest {
    private static final int MEBIBYTE = 1_048_576;
    private static final int BATCHES_OF_A_SHARE = 160 / 16;

    private static RunningGateway gateway;
    private static String arcade;
    private static String other;

    private final CountDownLatch testOver = new CountDownLatch(1);
    private final List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        for (String service : List.of("arcade", "other")) {
            gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService(service));
        }
        arcade = gateway.token("svc-arcade", 1, "");
        other = gateway.token("svc-other", 1, "");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void holdWhatIsPosted() {
        gateway.service().reset();
        gateway.service().answering((exchange, request) -> {
            if (request.method().equals("POST")) {
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

    private static HttpRequest.Builder batch(String token, int bytes, boolean lengthIsTold) {
        byte[] padded = new byte[bytes];
        Arrays.fill(padded, (byte) ' ');
        BodyPublisher body = lengthIsTold
                ? BodyPublishers.ofByteArray(padded)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(padded));
        return gateway.request("/v1/purchases:batch")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(body);
    }

    private void hold(HttpRequest.Builder request) {
        int before = gateway.service().received().size();
        held.add(CompletableFuture.supplyAsync(() -> gateway.send(request), Thread::startVirtualThread));
        Awaitility.await().until(() -> gateway.service().received().size() == before + 1);
    }

    private static void assertRefused(HttpResponse<String> refusal) {
        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(refusal).get("detail").asString()).contains("The client");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientHasNoMoreThanItsShareOfTheServicesPlacesWithThem(boolean lengthIsTold) {
        for (int i = 0; i < BATCHES_OF_A_SHARE; i++) {
            hold(batch(arcade, MEBIBYTE, lengthIsTold));
        }

        assertRefused(gateway.send(batch(arcade, MEBIBYTE, lengthIsTold)));
        assertRefused(gateway.get("/v1/purchases/p1", arcade));
        assertThat(gateway.get("/v1/products", arcade).statusCode()).isEqualTo(200);
        hold(batch(other, MEBIBYTE, lengthIsTold));
        assertThat(gateway.get("/v1/purchases/p1", other).statusCode()).isEqualTo(200);
    }

    @Test
    void theirPlacesAreGivenBack() {
        testOver.countDown();

        for (int i = 0; i <= BATCHES_OF_A_SHARE; i++) {
            assertThat(gateway.send(batch(arcade, MEBIBYTE, true)).statusCode()).isEqualTo(200);
            assertThat(gateway.send(batch(arcade, 4 * MEBIBYTE + 1, true)).statusCode())
                    .isEqualTo(413);
        }
    }
}
