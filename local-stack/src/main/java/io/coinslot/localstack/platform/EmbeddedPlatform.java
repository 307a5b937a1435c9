package io.coinslot.localstack.platform;

import io.coinslot.localstack.broker.EmbeddedBroker;
import io.coinslot.localstack.registry.EmbeddedRegistry;
import io.coinslot.localstack.store.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A real broker, a real registry and the embedded store for this process, with every topic and schema deployed. */
public final class EmbeddedPlatform implements AutoCloseable {
    private final Path directory;
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final EmbeddedStore store;

    private EmbeddedPlatform(Path directory, EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedStore store) {
        this.directory = directory;
        this.broker = broker;
        this.registry = registry;
        this.store = store;
    }

    /** Starts everything on free ports, with its data in a temporary folder that {@link #close} deletes. */
    public static EmbeddedPlatform start() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("coinslot-platform");
        EmbeddedPlatform platform = new EmbeddedPlatform(
                directory,
                EmbeddedBroker.start(directory.resolve("broker")),
                EmbeddedRegistry.start(directory.resolve("registry")),
                EmbeddedStore.inMemory());
        new Deployment(platform.bootstrapServers(), platform.registryUrl()).run();
        return platform;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public String registryUrl() {
        return registry.url();
    }

    public String mongoUri() {
        return store.uri();
    }

    @Override
    public void close() throws IOException {
        store.close();
        registry.close();
        broker.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
