package io.coinslot.endtoend;

import static org.awaitility.Awaitility.await;

import io.coinslot.houserules.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A second process of every service beside the stack's own, with the same keys, store, broker and registry. The second
 * gateway calls both of each service in turn; the stack's own knows the first ones alone.
 */
final class SecondInstances implements AutoCloseable {
    static final List<String> SERVICES = List.of(
            "catalog-service",
            "billing-service",
            "market-gateway-service",
            "settlement-service",
            "card-registry-service",
            "api-gateway");

    private static final Map<String, String> ROUTES = Map.of(
            "catalog", "catalog-service",
            "billing", "billing-service",
            "market-gateway", "market-gateway-service",
            "settlement", "settlement-service",
            "card-registry", "card-registry-service");
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final RunningStack stack;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, Balancer> both = new HashMap<>();
    private final Map<String, Process> running = new LinkedHashMap<>();

    /** Starts all of them and waits until they are ready. */
    SecondInstances(RunningStack stack) throws IOException {
        this.stack = stack;
        for (String service : SERVICES) {
            int first = stack.connection()
                    .path("processes")
                    .path(service)
                    .path("port")
                    .intValue();
            ports.put(service, RunningStack.secondPort(first));
            both.put(service, new Balancer(first, RunningStack.secondPort(first)));
        }
        try {
            for (String service : SERVICES) {
                begin(service);
            }
            SERVICES.forEach(this::awaitReady);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Both gateways in turn. */
    URI gateways() {
        return Objects.requireNonNull(both.get("api-gateway")).uri();
    }

    URI gateway() {
        return address("api-gateway");
    }

    void start(String service) throws IOException {
        begin(service);
        awaitReady(service);
    }

    private void begin(String service) throws IOException {
        Path arguments = stack.state().resolve("run").resolve(service + "-second.args");
        List<String> words = new ArrayList<>(List.of("-Dcoinslot.http.parting-time=12s"));
        Files.readAllLines(stack.state().resolve("run").resolve(service + ".args")).stream()
                .map(word -> changed(service, word))
                .forEach(words::add);
        Files.write(arguments, words);
        Path log = stack.state().resolve("logs").resolve(service + "-second.log");
        running.put(
                service,
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "@" + arguments)
                        .directory(SourceTree.ofWorkingDirectory().root().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start());
    }

    private String changed(String service, String word) {
        String property = word.substring(0, Math.max(0, word.indexOf('=')));
        return switch (property) {
            case "\"-Dserver.port" -> quoted(property, ports.get(service));
            case "\"-Dcoinslot.kafka.instance" -> quoted(property, "second");
            case "\"-Djava.io.tmpdir" -> quoted(property, temporary(service));
            default ->
                property.startsWith("\"-Dcoinslot.routes.")
                        ? quoted(property, route(property.substring("\"-Dcoinslot.routes.".length())))
                        : word;
        };
    }

    private URI route(String name) {
        return Objects.requireNonNull(both.get(ROUTES.get(name))).uri();
    }

    private Path temporary(String service) {
        Path folder = stack.state().resolve("tmp").resolve(service + "-second");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String property, Object value) {
        return property + "=" + value + "\"";
    }

    private URI address(String service) {
        return URI.create("http://127.0.0.1:" + ports.get(service));
    }

    private void awaitReady(String service) {
        HttpRequest question = HttpRequest.newBuilder(address(service).resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(10))
                .build();
        await(service)
                .atMost(LONGEST_START)
                .ignoreExceptionsMatching(IOException.class::isInstance)
                .until(() -> http.send(question, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    /** Ends it at once: SIGKILL. */
    void kill(String service) {
        awaitEnd(running.get(service).destroyForcibly());
    }

    /** Ends it in order, as a rolling restart does (SIGTERM), and does something again and again until it has ended. */
    void end(String service, Runnable meanwhile) {
        Process process = running.get(service);
        process.destroy();
        while (process.isAlive()) {
            meanwhile.run();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static void awaitEnd(Process process) {
        process.onExit().orTimeout(90, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        running.values().forEach(Process::destroyForcibly);
        running.values().forEach(SecondInstances::awaitEnd);
        for (Balancer each : both.values()) {
            each.close();
        }
        http.close();
    }
}
