package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FullGatewayTest {
    private static RunningGateway gateway;
    private static String token;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start("coinslot.http.requests-in-flight=1");
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        token = gateway.token("svc-arcade", 1, "");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void answers503WithEveryHeaderOfItsAnswersButLetsWaitersAndHealthIn() {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        gateway.service().answering((exchange, request) -> {
            if (request.method().equals("POST")) {
                arrived.countDown();
                await(held);
            }
            StubService.answerJson(exchange, 200, "{}");
        });
        var holding = CompletableFuture.supplyAsync(() -> gateway.send("POST", "/v1/purchases", token, "{}"));
        await(arrived);

        var refused = gateway.send("POST", "/v1/purchases", token, "{}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(refused.headers().firstValue("traceparent")).isPresent();
        assertThat(json(refused).get("type").asString()).endsWith("/unavailable");
        assertThat(gateway.get("/v1/purchases/p1?waitMillis=10", token).statusCode())
                .isEqualTo(200);
        assertThat(gateway.get("/actuator/health", token).statusCode()).isEqualTo(200);
        assertThat(gateway.service().received()).hasSize(2);

        held.countDown();
        assertThat(holding.join().statusCode()).isEqualTo(200);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
