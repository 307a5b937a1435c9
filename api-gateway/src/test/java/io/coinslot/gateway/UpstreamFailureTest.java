package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpstreamFailureTest {
    private static final int PLACES = 3;

    /** Has a port that is nobody else's, and takes no connections there. */
    private static final Socket NOBODY_LISTENS = new Socket();

    private static RunningGateway gateway;
    private static String token;
    private final CountDownLatch testOver = new CountDownLatch(1);

    @BeforeAll
    static void start() throws Exception {
        NOBODY_LISTENS.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        gateway = RunningGateway.start(
                "coinslot.gateway.upstream.answer-timeout-millis=300",
                "coinslot.gateway.upstream.wait-timeout-millis=20000",
                "coinslot.gateway.upstream.waits-per-service=" + PLACES,
                "coinslot.gateway.limits.client-waits-percent=100",
                "coinslot.routes.settlement=http://127.0.0.1:" + NOBODY_LISTENS.getLocalPort());
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("other"));
        token = gateway.token("svc-arcade", 1, "");
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        NOBODY_LISTENS.close();
    }

    @BeforeEach
    void reset() {
        gateway.service().reset();
    }

    @AfterEach
    void release() {
        testOver.countDown();
    }

    @Test
    void answers503WithRetryAfterWhenTheServiceIsDown() {
        var answer = gateway.send("POST", "/v1/settlements", token, "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(answer).get("type").asString()).endsWith("/unavailable");
        assertThat(answer.body()).doesNotContain("127.0.0.1", "Exception", "settlement");
    }

    @Test
    void answersAProblemWhereAServerThatIsToEndRefusesWithoutOne() {
        gateway.service().answering((exchange, request) -> exchange.sendResponseHeaders(503, -1));

        var answer = gateway.send("POST", "/v1/purchases", token, "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("type").asString()).endsWith("/unavailable");
    }

    @Test
    void answers504WhenTheServiceIsSlowAndDoesNotRepeatThePost() {
        gateway.service().answering((exchange, request) -> await(testOver));

        var answer = gateway.send("POST", "/v1/purchases", token, "{}");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(json(answer).get("type").asString()).endsWith("/upstream-timeout");
        assertThat(gateway.service().received()).hasSize(1);
    }

    @Test
    void refusesAtOnceWhatWouldWaitForAFullServiceAndReachesTheOthers() {
        gateway.service().answering((exchange, request) -> {
            if (exchange.getRequestURI().getPath().startsWith("/v1/purchases/p")) {
                await(testOver);
            }
            StubService.answerJson(exchange, 200, "{}");
        });
        List<CompletableFuture<Integer>> waiting = IntStream.range(0, PLACES)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> gateway.get("/v1/purchases/p" + number + "?minVersion=2&waitMillis=30000", token)
                                .statusCode(),
                        Thread::startVirtualThread))
                .toList();
        Awaitility.await().until(() -> gateway.service().received().size() == PLACES);

        var refusal = gateway.get("/v1/purchases/p9?waitMillis=30000", gateway.token("svc-other", 1, ""));

        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(refusal).get("type").asString()).endsWith("/unavailable");
        assertThat(gateway.service().received()).hasSize(PLACES);
        assertThat(gateway.get("/v1/products", token).statusCode()).isEqualTo(200);

        testOver.countDown();
        assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isEqualTo(200));
        assertThat(gateway.get("/v1/purchases/p9?waitMillis=30000", token).statusCode())
                .isEqualTo(200);
    }

    @Test
    void letsAReadWaitLongerThanOtherRequests() {
        gateway.service().answering((exchange, request) -> {
            await(new CountDownLatch(1), 700);
            StubService.answerJson(exchange, 200, "{\"version\":2}");
        });

        var answer = gateway.get("/v1/purchases/p1?minVersion=2&waitMillis=30000", token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"version\":2}");
    }

    @Test
    void answers503AndDoesNotRepeatThePostWhenTheConnectionBreaks() {
        gateway.service().answering((exchange, request) -> exchange.close());

        var answer = gateway.send("POST", "/v1/purchases", token, "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(gateway.service().received()).hasSize(1);
    }

    @Test
    void breaksOffRatherThanPassATornAnswerForAWholeOne() {
        gateway.service().answering((exchange, request) -> {
            exchange.getResponseHeaders().set("Content-Type", "text/csv");
            exchange.sendResponseHeaders(200, 200_000);
            exchange.getResponseBody().write(new byte[100_000]);
            exchange.getResponseBody().flush();
            throw new IllegalStateException("torn");
        });

        assertThatThrownBy(() -> gateway.get("/v1/purchases", token)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void answersAWholeProblemWhereALongAnswerBreaksOffBeforeItBegins() {
        gateway.service().answering((exchange, request) -> {
            exchange.getResponseHeaders().set("Content-Type", "text/csv");
            exchange.getResponseHeaders().set("ETag", "\"7\"");
            exchange.sendResponseHeaders(200, 200_000);
            exchange.getResponseBody().flush();
            throw new IllegalStateException("torn");
        });

        var answer = gateway.get("/v1/purchases", token);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("type").asString()).endsWith("/unavailable");
    }

    private static void await(CountDownLatch latch) {
        await(latch, 20_000);
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
