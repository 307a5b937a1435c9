package io.coinslot.servicekit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.OpenPaths;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

class InFlightFilterTest {
    private static final int PLACES = 4;
    private static final int WAITING_PLACES = 2;
    private static final int LONGEST_BODY_BYTES = 1024 * 1024;

    private static ConfigurableApplicationContext server;
    private static HttpClient http;
    private static volatile CountDownLatch held = new CountDownLatch(0);

    private final List<CompletableFuture<HttpResponse<String>>> holding = new ArrayList<>();

    @BeforeAll
    static void start() {
        http = HttpClient.newHttpClient();
        server = SpringApplication.run(
                Server.class,
                "--server.port=0",
                "--spring.threads.virtual.enabled=true",
                "--coinslot.http.requests-in-flight=" + PLACES,
                "--coinslot.http.waits-in-flight=" + WAITING_PLACES,
                "--coinslot.http.longest-body=" + LONGEST_BODY_BYTES + "B",
                "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks");
    }

    @AfterAll
    static void stop() {
        server.close();
        http.close();
    }

    @BeforeEach
    void hold() {
        held = new CountDownLatch(1);
    }

    @AfterEach
    void everyPlaceIsGivenBack() {
        held.countDown();
        holding.forEach(CompletableFuture::join);
        await().until(() -> taken("answering") == 0 && taken("waiting") == 0);
    }

    @Test
    void refusesOneTooManyAtOnceAndTakesRequestsAgainWhenOneIsAnswered() {
        fill("/held", PLACES, "answering");
        double refusedBefore = refused("answering");

        HttpResponse<String> refusal = get("/held");

        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
        assertThat(refusal.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = JsonMapper.shared().readTree(refusal.body());
        assertThat(problem.get("type").asString()).endsWith("/unavailable");
        assertThat(problem.get("traceId").asString()).hasSize(32);
        assertThat(refused("answering")).isEqualTo(refusedBefore + 1);

        held.countDown();
        assertThat(holding)
                .allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
        await().until(() -> taken("answering") == 0);
        assertThat(get("/held").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"waitMillis", "%77aitMillis"})
    void letsThoseThatAskToWaitKeepNobodyElseOut(String parameter) {
        fill("/held?minVersion=2&" + parameter + "=30000", WAITING_PLACES, "waiting");

        assertThat(get("/held?waitMillis=1").statusCode()).isEqualTo(503);
        assertThat(get("/quick").statusCode()).isEqualTo(200);
    }

    @Test
    void letsThoseThatAskToWaitInWhenItIsFullOfOthers() {
        fill("/held", PLACES, "answering");

        assertThat(get("/quick?waitMillis=1").statusCode()).isEqualTo(200);
    }

    @Test
    void takesNoPostForOneThatAsksToWait() {
        fill("/held", PLACES, "answering");

        assertThat(post("/bodies?waitMillis=1", BodyPublishers.ofString("x")).statusCode())
                .isEqualTo(503);
    }

    @Test
    void showsItsHealthAlsoWhenItIsFull() {
        fill("/held", PLACES, "answering");

        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsALongBodyForAsManyPlacesAsItFills(boolean lengthIsTold) {
        fill("/held", PLACES - 1, "answering");
        byte[] large = new byte[65_537];
        double refusedBefore = refused("answering");

        HttpResponse<String> refusal = post("/bodies", body(large, lengthIsTold));
        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused("answering")).isEqualTo(refusedBefore + 1);
        assertThat(post("/bodies", body(new byte[65_536], lengthIsTold)).body()).isEqualTo("65536");

        held.countDown();
        holding.forEach(CompletableFuture::join);
        await().until(() -> taken("answering") == 0);
        assertThat(post("/bodies", body(large, lengthIsTold)).body()).isEqualTo("65537");
    }

    @Test
    void letsABodyInThatFillsMorePlacesThanThereAreWhenItIsAlone() {
        assertThat(post("/bodies", body(new byte[LONGEST_BODY_BYTES], true)).body())
                .isEqualTo(Integer.toString(LONGEST_BODY_BYTES));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesABodyThatIsTooLong(boolean lengthIsTold) {
        HttpResponse<String> refusal = post("/bodies", body(new byte[LONGEST_BODY_BYTES + 1], lengthIsTold));

        assertThat(refusal.statusCode()).isEqualTo(413);
        assertThat(refusal.body()).contains("payload-too-large", Integer.toString(LONGEST_BODY_BYTES));
    }

    @Test
    void givesThePlaceBackWhenTheRequestFails() {
        for (int i = 0; i <= PLACES; i++) {
            assertThat(get("/failing").statusCode()).isEqualTo(409);
        }
    }

    private void fill(String path, int times, String kind) {
        for (int i = 0; i < times; i++) {
            holding.add(http.sendAsync(request(path).build(), HttpResponse.BodyHandlers.ofString()));
        }
        await().until(() -> taken(kind) == times);
    }

    private static BodyPublisher body(byte[] bytes, boolean lengthIsTold) {
        return lengthIsTold
                ? BodyPublishers.ofByteArray(bytes)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }

    private static HttpResponse<String> get(String path) {
        return send(request(path));
    }

    private static HttpResponse<String> post(String path, BodyPublisher body) {
        return send(
                request(path).header("Content-Type", "application/octet-stream").POST(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder request(String path) {
        String port = server.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static double taken(String kind) {
        return meters().get("coinslot.http.places.taken")
                .tag("kind", kind)
                .gauge()
                .value();
    }

    private static double refused(String kind) {
        return meters().get("coinslot.http.refused").tag("kind", kind).counter().count();
    }

    private static MeterRegistry meters() {
        return server.getBean(MeterRegistry.class);
    }

    @EnableAutoConfiguration
    @Import(Answers.class)
    static class Server {
        @Bean
        OpenPaths everything() {
            return new OpenPaths(List.of("/**"));
        }
    }

    @RestController
    static class Answers {
        @GetMapping("/held")
        String held() throws InterruptedException {
            held.await();
            return "over";
        }

        @GetMapping("/quick")
        String quick() {
            return "quick";
        }

        @GetMapping("/failing")
        String failing() {
            throw Problem.of(GeneralProblem.CONFLICT, "as it was told to").asException();
        }

        @PostMapping("/bodies")
        String length(@RequestBody byte[] body) {
            return Integer.toString(body.length);
        }
    }
}
