package io.coinslot.localstack.broker;

import io.coinslot.localstack.process.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A broker on loopback ports inside this process. Its directory is formatted at the first start and kept; a broker
 * that was killed goes on where it was. Topics are not created by use.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts a broker on free ports and returns when it takes connections. */
    public static EmbeddedBroker start(Path directory) throws IOException {
        return start(FreePort.find(), FreePort.find(), directory);
    }

    /** Starts a broker on free ports that does not let in everybody, and returns when it takes connections. */
    public static EmbeddedBroker start(Path directory, ListenerSecurity security) throws IOException {
        return start(new BrokerSettings(FreePort.find(), FreePort.find(), directory.toAbsolutePath(), security));
    }

    /** Starts a broker and returns when it takes connections. */
    public static EmbeddedBroker start(int port, int controllerPort, Path directory) throws IOException {
        return start(new BrokerSettings(port, controllerPort, directory.toAbsolutePath(), ListenerSecurity.NONE));
    }

    private static EmbeddedBroker start(BrokerSettings settings) throws IOException {
        format(settings.directory(), settings.security().scramUsers());
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings.asMap()), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, settings.port());
    }

    private static void format(Path directory, List<String> scramUsers) throws IOException {
        Files.createDirectories(directory);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(1)
                    .setClusterId(clusterId())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(Optional.of(directory.toString()))
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName("CONTROLLER")
                    .setScramArguments(scramUsers)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IOException("the broker's directory " + directory + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    private static String clusterId() {
        UUID name = UUID.nameUUIDFromBytes("coinslot".getBytes(StandardCharsets.UTF_8));
        return new Uuid(name.getMostSignificantBits(), name.getLeastSignificantBits()).toString();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    void awaitShutdown() {
        server.awaitShutdown();
    }
}
