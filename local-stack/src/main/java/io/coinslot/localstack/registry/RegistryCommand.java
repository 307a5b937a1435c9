package io.coinslot.localstack.registry;

import io.coinslot.localstack.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the registry is started. It gets one flat class path in place of its own class loader, so that an AOT cache can
 * hold its classes: that starts it in a third of the time.
 */
public final class RegistryCommand {
    private RegistryCommand() {}

    /** The command for a registry on this loopback port that keeps its schemas in the directory. */
    public static JavaCommand of(int port, Path directory) {
        return new JavaCommand(
                List.of(
                        "-XX:+UseSerialGC",
                        // It answers a few requests at each start of a service.
                        "-XX:TieredStopAtLevel=1",
                        "-Xms48m",
                        "-Xmx160m",
                        "-Xss512k",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED"),
                properties(port, directory.toAbsolutePath()),
                classpath(home()),
                "io.quarkus.runner.GeneratedMain",
                List.of());
    }

    /** The AOT cache beside the unpacked registry, if one has been recorded. */
    public static Path cache() {
        return home().resolveSibling("registry.aot");
    }

    private static Map<String, String> properties(int port, Path directory) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("quarkus.http.host", "127.0.0.1");
        properties.put("quarkus.http.port", Integer.toString(port));
        properties.put("quarkus.http.access-log.enabled", "false");
        properties.put("quarkus.http.io-threads", "2");
        properties.put("quarkus.management.host", "127.0.0.1");
        properties.put("quarkus.management.port", "0");
        properties.put("quarkus.otel.sdk.disabled", "true");
        properties.put("quarkus.log.category.\"io.apicurio\".level", "WARN");
        properties.put("apicurio.storage.kind", "sql");
        properties.put("apicurio.storage.sql.kind", "h2");
        // Without a write delay of 0 the database loses the last acknowledged schemas when it is killed.
        properties.put(
                "apicurio.datasource.url",
                "jdbc:h2:file:" + directory.resolve("registry") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        properties.put("apicurio.datasource.jdbc.initial-size", "1");
        properties.put("apicurio.datasource.jdbc.min-size", "1");
        properties.put("apicurio.datasource.jdbc.max-size", "8");
        properties.put("apicurio.storage.snapshot.location", directory.toString());
        properties.put("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        return properties;
    }

    private static List<Path> classpath(Path home) {
        List<Path> files = new ArrayList<>();
        // What the framework rewrote at its build comes before the originals.
        files.add(home.resolve("quarkus/transformed-bytecode.jar"));
        files.add(home.resolve("quarkus/generated-bytecode.jar"));
        for (String folder : List.of("app", "lib/boot", "lib/main")) {
            try (Stream<Path> jars = Files.list(home.resolve(folder))) {
                jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException("the registry is not unpacked in " + home, e);
            }
        }
        return files;
    }

    /** Where this module's build unpacks the registry: beside its classes or its archive. */
    private static Path home() {
        try {
            Path classes = Path.of(RegistryCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolveSibling("registry");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
