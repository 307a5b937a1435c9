package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.security.OpenPaths;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Requests that no well-behaved client sends get a problem that says what is wrong with them. */
class OddRequestsTest {
    private static ConfigurableApplicationContext server;
    private static int port;

    @BeforeAll
    static void start() {
        server = SpringApplication.run(
                Server.class,
                "--server.port=0",
                "--coinslot.security.issuer=https://issuer.example",
                "--coinslot.security.jwks-uri=http://127.0.0.1:1/jwks");
        port = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "application/*+json", "*/*; q=0.5"})
    void takesNoRangeOfTypesForTheTypeOfABody(String type) throws IOException {
        assertThat(post("Content-Type: " + type, "Idempotency-Key: k"))
                .startsWith("HTTP/1.1 415")
                .contains("application/problem+json", "unsupported-media-type");
    }

    @Test
    void takesNeitherOfTwoKeys() throws IOException {
        assertThat(post("Content-Type: application/json", "Idempotency-Key: a"))
                .startsWith("HTTP/1.1 200")
                .contains("key a");
        assertThat(post("Content-Type: application/json", "Idempotency-Key: a", "Idempotency-Key: b"))
                .startsWith("HTTP/1.1 400")
                .contains("{\"pointer\":\"Idempotency-Key\",\"detail\":\"stands there more than once\"}");
        assertThat(post("Content-Type: application/json")).contains("missing-idempotency-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0x10",
                "limit=%2B1",
                "limit=+1",
                "limit=%D9%A3",
                "limit=9223372036854775808",
                "page=1.0",
                "page=2147483648",
                "size=0x10",
                "size=%2B1",
                "from=1795842000",
                "from=1795842000000",
                "from=%20",
                "from=Sat,%2028%20Nov%202026%2005:00:00%20GMT",
                "from=%2B1000000001-01-01T00:00:00Z"
            })
    void readsNothingIntoAQuery(String query) throws IOException {
        assertThat(get("/open/list?" + query))
                .startsWith("HTTP/1.1 400")
                .contains("{\"pointer\":\"" + query.split("=")[0] + "\",\"detail\":\"is not of the expected form\"}");
    }

    @Test
    void readsNumbersAndTimes() throws IOException {
        assertThat(get("/open/list?limit=-7&page=05&from=2026-11-28T14:00:00%2B09:00"))
                .contains("-7 5 50 2026-11-28T05:00:00Z");
        assertThat(get("/open/list?limit=&page=&from=")).contains("null null 50 null");
    }

    /** The gateway takes lines of 16 KB and sends more on. */
    @Test
    void takesLongerLinesThanTheGatewayLetsThrough() throws IOException {
        assertThat(get("/open/list?other=" + "a".repeat(17_000))).startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesWhatIsTooLongForTheServerAsAProblem() throws IOException {
        assertThat(get("/open/list?other=" + "a".repeat(21_000)))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "/problems/invalid-request", "\"traceId\"")
                .doesNotContain("<");
    }

    @Test
    void refusesMoreHeadersThanTheServerReadsAsAProblem() throws IOException {
        assertThat(send("GET /open/list", "X-Other: 1\r\n".repeat(101), ""))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .doesNotContain("<");
    }

    private static String get(String target) throws IOException {
        return send("GET " + target, "", "");
    }

    private static String post(String... headers) throws IOException {
        return send("POST /open/things", String.join("\r\n", headers) + "\r\n", "{}");
    }

    private static String send(String line, String headers, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request = line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length()
                    + "\r\n" + headers + "\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @EnableAutoConfiguration
    @Import(Answers.class)
    static class Server {
        @Bean
        OpenPaths open() {
            return new OpenPaths(List.of("/open/*"));
        }
    }

    @RestController
    static class Answers {
        @PostMapping("/open/things")
        String thing(IdempotencyKey key, @RequestBody Map<String, Object> body) {
            return "key " + key.value();
        }

        @GetMapping("/open/list")
        String list(
                @RequestParam(required = false) @Nullable Long limit,
                @RequestParam(required = false) @Nullable Integer page,
                @RequestParam(defaultValue = "50") int size,
                @RequestParam(required = false) @Nullable Instant from) {
            return limit + " " + page + " " + size + " " + from;
        }
    }
}
