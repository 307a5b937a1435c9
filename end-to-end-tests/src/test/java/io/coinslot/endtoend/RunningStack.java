package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.houserules.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole stack, started by the launcher that {@code ./coinslot} runs, with a state folder and ports of its own. */
final class RunningStack implements AutoCloseable {
    private static final List<Integer> OFFSETS = List.of(0, 1, 10, 11, 21, 22, 23, 24, 25, 1012, 1013, 18937);

    private final Path root = SourceTree.ofWorkingDirectory().root();
    private final Path state = root.resolve(
            "end-to-end-tests/target/stack-" + ProcessHandle.current().pid());
    private final int portBase = freePortBase();
    private final Contract contract = new Contract(this);

    /** Starts what is missing and waits until it is ready. */
    void up() {
        launch(Map.of(), "up", "--no-aot", "--port-base", Integer.toString(portBase));
    }

    /**
     * Starts what is missing; the process dies when it passes a crash point for the given time, perhaps at once.
     *
     * @return whether it has died there
     */
    BooleanSupplier upAndDieAt(String process, String crashPoint, int times) {
        Path log = state.resolve("logs").resolve(process + ".log");
        long before = length(log);
        BooleanSupplier died = () -> hasLine(log, before, "Halted at " + crashPoint);
        try {
            launch(
                    Map.of("COINSLOT_CRASH_POINT", process + ":" + crashPoint + ":" + times),
                    "up",
                    "--no-aot",
                    "--port-base",
                    Integer.toString(portBase));
        } catch (StackNotReadyException e) {
            // It may die before it is ready: that is what was asked for.
            if (!died.getAsBoolean()) {
                throw e;
            }
        }
        return died;
    }

    private static long length(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasLine(Path log, long begin, String line) {
        try {
            return Files.exists(log) && textFrom(log, begin).lines().anyMatch(line::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher says that something did not start. */
    private static final class StackNotReadyException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private StackNotReadyException(String message) {
            super(message);
        }
    }

    private ProcessHandle living(String name) {
        JsonNode pid = connection().path("processes").path(name).path("pid");
        assertThat(pid.isIntegralNumber())
                .as("%s is a process of the stack", name)
                .isTrue();
        return ProcessHandle.of(pid.longValue())
                .filter(ProcessHandle::isAlive)
                .orElseThrow(() -> new IllegalStateException(name + " does not live"));
    }

    /** What it answers is held against this. */
    Contract contract() {
        return contract;
    }

    /** The folder of everything that running it makes. */
    Path state() {
        return state;
    }

    JsonNode connection() {
        try {
            return JsonMapper.shared().readTree(Files.readString(state.resolve("connection.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI gateway() {
        return URI.create(connection().path("gateway").stringValue());
    }

    String simulators() {
        return connection().path("simulators").stringValue();
    }

    /** Every process of the stack by name. */
    Set<String> processes() {
        return new TreeSet<>(connection().path("processes").propertyNames());
    }

    /** Ends a process that lives, at once: SIGKILL. */
    void kill(String name) {
        ProcessHandle process = living(name);
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void launch(Map<String, String> environment, String... arguments) {
        try {
            Path log = Files.createDirectories(state).resolve("launcher.log");
            long before = length(log);
            ProcessBuilder builder = new ProcessBuilder(command(arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process launcher = builder.start();
            boolean ended = launcher.waitFor(10, TimeUnit.MINUTES);
            if (!ended || launcher.exitValue() != 0) {
                launcher.destroyForcibly();
                // On one line: of several, summaries of test runs show the first.
                throw new StackNotReadyException(String.join(" ", arguments)
                        + (ended ? " failed: " : " does not end: ")
                        + textFrom(log, before).strip().replaceAll("\\s*\\R\\s*", " | "));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String textFrom(Path file, long begin) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        // One that was written so far that another was begun is read from there.
        int from = begin > bytes.length ? 0 : (int) begin;
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }

    private List<String> command(String... arguments) throws IOException {
        Path module = root.resolve("local-stack/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-Dcoinslot.root=" + root,
                "-Dcoinslot.state=" + state,
                "-cp",
                module.resolve("classes") + ":"
                        + Files.readString(module.resolve("classpath")).strip(),
                "io.coinslot.localstack.launcher.Launcher"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** For another process of the same kind as the one that has this port. */
    static int secondPort(int port) {
        return port + 100;
    }

    private static int freePortBase() {
        for (int tries = 0; tries < 200; tries++) {
            // Below the range from which the system lends ports, or a connection could take that of a killed process.
            int base = ThreadLocalRandom.current().nextInt(11_000, 13_700);
            if (OFFSETS.stream().allMatch(offset -> isFree(base + offset) && isFree(secondPort(base + offset)))) {
                return base;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        launch(Map.of(), "down", "--purge", "--no-aot");
    }
}
