package io.coinslot.localstack.registry;

import io.coinslot.localstack.process.FreePort;
import io.coinslot.localstack.process.JavaCommand;
import io.coinslot.localstack.process.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A schema registry in a child process on a free loopback port. It ends with this process. */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final Process process;
    private final Thread atExit;
    private final String url;
    private final Path recording;

    private EmbeddedRegistry(Process process, String url, Path recording) {
        this.process = process;
        this.url = url;
        this.recording = recording;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts a registry that keeps its schemas in the directory, and returns when it answers. */
    public static EmbeddedRegistry start(Path directory) throws IOException {
        Files.createDirectories(directory);
        int port = FreePort.find();
        Path recording = directory.resolve("recorded.aot");
        List<String> words = RegistryCommand.of(port, directory)
                .withFlags(List.of(cacheFlag(recording)))
                .words(JavaCommand.java(), "-Dcoinslot.process=embedded-registry", directory.resolve("command.args"));
        Path log = directory.resolve("registry.log");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        EmbeddedRegistry registry = new EmbeddedRegistry(process, "http://127.0.0.1:" + port, recording);
        if (!Readiness.http(registry.url + "/apis/ccompat/v7/subjects").await(LONGEST_START, process::isAlive)) {
            registry.kill();
            throw new IOException("the registry did not start, see " + log);
        }
        return registry;
    }

    private static String cacheFlag(Path recording) {
        Path cache = RegistryCommand.cache();
        return Files.exists(cache) ? "-XX:AOTCache=" + cache : "-XX:AOTCacheOutput=" + recording;
    }

    /** The address without any path, as http://127.0.0.1:8081. */
    public String url() {
        return url;
    }

    /** Ends the registry at once, as a crash would. What it acknowledged is on disk. */
    public void kill() {
        process.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** Ends the registry. The first one of a build records an AOT cache meanwhile, for all that follow. */
    @Override
    public void close() {
        if (!Files.exists(RegistryCommand.cache())) {
            process.destroy();
            process.onExit()
                    .completeOnTimeout(process, LONGEST_END.toSeconds(), TimeUnit.SECONDS)
                    .join();
            keepRecording();
        }
        kill();
    }

    private void keepRecording() {
        try {
            if (!process.isAlive() && Files.exists(recording)) {
                Path unfinished = Files.createTempFile(RegistryCommand.cache().getParent(), "registry", ".tmp");
                Files.move(recording, unfinished, StandardCopyOption.REPLACE_EXISTING);
                Files.move(unfinished, RegistryCommand.cache(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
