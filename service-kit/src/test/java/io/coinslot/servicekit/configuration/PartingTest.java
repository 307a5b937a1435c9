package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.servicekit.security.OpenPaths;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class PartingTest {
    @Test
    void answersWhoComesWhileItPartsAndClosesTheirConnections() throws Exception {
        ConfigurableApplicationContext server = SpringApplication.run(
                Server.class, "--server.port=0", "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks");
        TestsEnd testsEnd = server.getBean(TestsEnd.class);
        int port = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Kept early = new Kept(port);
                Kept idle = new Kept(port)) {
            assertThat(early.get("/served")).contains("HTTP/1.1 200 ").noneMatch(PartingTest::closes);
            assertThat(idle.get("/served")).contains("HTTP/1.1 200 ").noneMatch(PartingTest::closes);
            CompletableFuture<Void> ended = CompletableFuture.runAsync(server::close);

            await().untilAsserted(() -> {
                try (Kept late = new Kept(port)) {
                    assertThat(late.get("/actuator/health/readiness")).contains("HTTP/1.1 503 ");
                }
            });
            await().until(() -> !server.getBean(Parting.class).isRunning());
            assertThat(early.get("/served")).contains("HTTP/1.1 200 ").anyMatch(PartingTest::closes);
            assertThat(early.isAtItsEnd()).isTrue();
            try (Kept late = new Kept(port)) {
                assertThat(late.get("/served")).contains("HTTP/1.1 200 ").anyMatch(PartingTest::closes);
            }
            testsEnd.come.countDown();
            ended.get(60, TimeUnit.SECONDS);
        } finally {
            testsEnd.come.countDown();
            server.close();
        }
    }

    @Test
    void endsNothingBeforeItsTimeIsOver() {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            CountDownLatch over = new CountDownLatch(1);
            new Parting(Duration.ofHours(1), timer).stop(over::countDown);
            assertThat(over.getCount()).isOne();

            new Parting(Duration.ofMillis(1), timer).stop(over::countDown);
            await().until(() -> over.getCount() == 0);
            timer.shutdownNow();
        }
    }

    private static boolean closes(String line) {
        return line.equalsIgnoreCase("Connection: close");
    }

    /** A connection that is kept for as long as the server keeps it. */
    private static final class Kept implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader answers;

        private Kept(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        /** The head of the answer. */
        private List<String> get(String path) throws IOException {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: server\r\n\r\n"
                            .formatted(path)
                            .getBytes(StandardCharsets.US_ASCII));
            List<String> head = new ArrayList<>();
            int length = 0;
            for (String line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
                head.add(line);
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring("Content-Length: ".length()));
                }
            }
            for (int read = 0; read < length; read++) {
                answers.read();
            }
            return head;
        }

        private boolean isAtItsEnd() throws IOException {
            return answers.read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Holds the phase in which the process parts for as long as the test likes. */
    static final class TestsEnd implements SmartLifecycle {
        private final CountDownLatch come = new CountDownLatch(1);
        private volatile boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public void stop(Runnable over) {
            stop();
            Thread.ofVirtual().start(() -> {
                try {
                    come.await();
                    over.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return Integer.MAX_VALUE;
        }
    }

    @EnableAutoConfiguration
    @Import(Answers.class)
    static class Server {
        @Bean
        OpenPaths everything() {
            return new OpenPaths(List.of("/**"));
        }

        @Bean
        TestsEnd testsEnd() {
            return new TestsEnd();
        }
    }

    @RestController
    static class Answers {
        @GetMapping("/served")
        String served() {
            return "served";
        }
    }
}
