package io.coinslot.localstack.registry;

import io.coinslot.localstack.process.FreePort;
import io.coinslot.localstack.process.JavaCommand;
import io.coinslot.localstack.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A schema registry in a child process on a free loopback port. It ends with this process. */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private final Process process;
    private final Thread atExit;
    private final String url;

    private EmbeddedRegistry(Process process, String url) {
        this.process = process;
        this.url = url;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts a registry that keeps its schemas in the directory, and returns when it answers. */
    public static EmbeddedRegistry start(Path directory) throws IOException {
        Files.createDirectories(directory);
        int port = FreePort.find();
        List<String> words = RegistryCommand.of(port, directory)
                .withFlags(List.of("-XX:TieredStopAtLevel=1"))
                .words(JavaCommand.java(), "-Dcoinslot.process=embedded-registry", directory.resolve("command.args"));
        Path log = directory.resolve("registry.log");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        EmbeddedRegistry registry = new EmbeddedRegistry(process, "http://127.0.0.1:" + port);
        if (!Readiness.http(registry.url + "/apis/ccompat/v7/subjects").await(LONGEST_START, process::isAlive)) {
            registry.close();
            throw new IOException("the registry did not start, see " + log);
        }
        return registry;
    }

    /** The address without any path, as http://127.0.0.1:8081. */
    public String url() {
        return url;
    }

    /** Ends the registry at once, as a crash would. What it acknowledged is on disk. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
