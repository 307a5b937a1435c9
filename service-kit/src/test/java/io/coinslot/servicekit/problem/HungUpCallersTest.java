package io.coinslot.servicekit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.servicekit.security.OpenPaths;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who hangs up while the answer is being written leaves one line in the log, and none where that is not asked for. */
@ExtendWith(OutputCaptureExtension.class)
@Isolated("it reads all output and sets a log level")
class HungUpCallersTest {
    /** More than lies in the buffers of any connection. */
    private static final int MANY = 2_000_000;

    private static final AtomicInteger OVER = new AtomicInteger();

    private static ConfigurableApplicationContext server;
    private static int port;

    @BeforeAll
    static void start() {
        server = SpringApplication.run(
                Server.class,
                "--server.port=0",
                "--logging.level.io.coinslot.servicekit.problem=DEBUG",
                "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks");
        port = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void countAnew() {
        OVER.set(0);
    }

    /** Reads the beginning of the answer and resets the connection. */
    private static void hangUpOn(String path) throws IOException {
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
            caller.setOption(StandardSocketOptions.SO_LINGER, 0);
            caller.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(caller.getInputStream().readNBytes(1_000)).hasSize(1_000);
        }
        await().until(() -> OVER.get() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/objects", "/text", "/bytes", "/written"})
    void areNoFailureOfOurs(String path, CapturedOutput output) throws IOException {
        hangUpOn(path);

        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "\tat ");
        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains("did not wait"))
                .hasSize(1);
    }

    @Test
    void doNotHideConnectionsToOthersThatBreak(CapturedOutput output) throws IOException {
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
            caller.getOutputStream()
                    .write("GET /broken HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 500");
        }
        assertThat(output.getAll()).contains("ERROR", "A request failed", "Broken pipe");
    }

    @Test
    void doNotHideAnswersThatCannotBeWritten(CapturedOutput output) throws IOException {
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
            caller.getOutputStream()
                    .write("GET /unwritable HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 500");
        }
        assertThat(output.getAll()).contains("ERROR", "A request failed", "no amount");
    }

    @EnableAutoConfiguration
    @Import(Answers.class)
    static class Server {
        @Bean
        OpenPaths everything() {
            return new OpenPaths(List.of("/**"));
        }

        /** The server calls it when everything is over, its own log of the request too. */
        @Bean
        ServletRequestListener over() {
            return new ServletRequestListener() {
                @Override
                public void requestDestroyed(ServletRequestEvent event) {
                    OVER.incrementAndGet();
                }
            };
        }
    }

    @RestController
    static class Answers {
        record Purchase(String purchaseId) {}

        record Unwritable() {
            public String amount() {
                return "";
            }

            public String getAmount() {
                throw new IllegalStateException("no amount");
            }
        }

        @GetMapping("/objects")
        List<Purchase> objects() {
            return Collections.nCopies(MANY, new Purchase("p-1"));
        }

        @GetMapping("/text")
        String text() {
            return "text ".repeat(MANY);
        }

        @GetMapping("/bytes")
        byte[] bytes() {
            return new byte[10 * MANY];
        }

        @GetMapping("/written")
        void written(HttpServletResponse response) throws IOException {
            OutputStream out = response.getOutputStream();
            for (int i = 0; i < MANY; i++) {
                out.write("one,two,three\n".getBytes(StandardCharsets.US_ASCII));
            }
        }

        @GetMapping("/broken")
        String broken() throws SocketException {
            throw new SocketException("Broken pipe");
        }

        @GetMapping("/unwritable")
        Unwritable unwritable() {
            return new Unwritable();
        }
    }
}
