package io.coinslot.localstack.platform;

import io.coinslot.localstack.broker.EmbeddedBroker;
import io.coinslot.localstack.broker.ListenerSecurity;
import io.coinslot.localstack.registry.EmbeddedRegistry;
import io.coinslot.localstack.store.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real broker that lets in one user over TLS by SCRAM-SHA-512, a real registry behind a door that lets in one user over
 * TLS, by password or token, and the embedded store. Topics and schemas are not made yet.
 */
public final class SecuredPlatform implements AutoCloseable {
    /** Of the user at the broker. */
    public static final String BROKER_PASSWORD = "what-the-broker-is-told";
    /** Of the user at the registry. */
    public static final String REGISTRY_PASSWORD = "what-the-registry-is-told";
    /** Of the trust store. */
    public static final String STORE_PASSWORD = "what-opens-the-trust-store";

    private static final String USER = "coinslot";

    private final Path directory;
    private final SelfMadeKeyStore keys;
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final GuardedDoor door;
    private final EmbeddedStore store = EmbeddedStore.inMemory();

    private SecuredPlatform(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        keys = SelfMadeKeyStore.in(directory.resolve("keys"), STORE_PASSWORD);
        Map<String, String> keyStore = Map.of(
                "ssl.keystore.location",
                keys.keyStore().toString(),
                "ssl.keystore.password",
                STORE_PASSWORD,
                "ssl.keystore.type",
                "PKCS12",
                "ssl.truststore.location",
                keys.trustStore().toString(),
                "ssl.truststore.password",
                STORE_PASSWORD,
                "ssl.truststore.type",
                "PKCS12");
        broker = EmbeddedBroker.start(
                directory.resolve("broker"), ListenerSecurity.scramOverTls(keyStore, USER, BROKER_PASSWORD));
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        door = new GuardedDoor(registry.url(), keys.serverContext(), USER, REGISTRY_PASSWORD);
    }

    /** Starts everything on free ports, with its data in a temporary folder that {@link #close} deletes. */
    public static SecuredPlatform start() throws IOException, InterruptedException {
        return new SecuredPlatform(Files.createTempDirectory("coinslot-secured"));
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public String registryUrl() {
        return door.url();
    }

    public String mongoUri() {
        return store.uri();
    }

    /** The file with the certificate of the broker and of the registry's door, in PEM. */
    public Path certificate() {
        return keys.certificate();
    }

    /** What a client of the broker needs that has this password. */
    public Map<String, String> brokerSettings(String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                jaas(password),
                "ssl.truststore.location",
                keys.trustStore().toString(),
                "ssl.truststore.password",
                STORE_PASSWORD,
                "ssl.truststore.type",
                "PKCS12");
    }

    private static String jaas(String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + USER + "\" password=\""
                + password + "\";";
    }

    /** What Apicurio's client of the registry needs that shows this password at each request. */
    public Map<String, String> registrySettings(String password) {
        return Map.of(
                "apicurio.registry.auth.username", USER,
                "apicurio.registry.auth.password", password,
                "apicurio.registry.tls.truststore.location", keys.trustStore().toString(),
                "apicurio.registry.tls.truststore.password", STORE_PASSWORD,
                "apicurio.registry.tls.truststore.type", "PKCS12");
    }

    /** What Apicurio's client of the registry needs that gets a token for this password. */
    public Map<String, String> tokenSettings(String password) {
        return Map.of(
                "apicurio.registry.auth.service.token.endpoint",
                door.url() + GuardedDoor.TOKEN_PATH,
                "apicurio.registry.auth.client.id",
                USER,
                "apicurio.registry.auth.client.secret",
                password,
                "apicurio.registry.tls.truststore.location",
                keys.trustStore().toString(),
                "apicurio.registry.tls.truststore.password",
                STORE_PASSWORD,
                "apicurio.registry.tls.truststore.type",
                "PKCS12");
    }

    /** What the command line of a service says to use all of it. */
    public List<String> arguments() {
        return Stream.of(
                        Stream.of(
                                "--coinslot.kafka.bootstrap-servers=" + bootstrapServers(),
                                "--coinslot.schema-registry.url=" + registryUrl(),
                                "--coinslot.mongodb.uri=" + mongoUri()),
                        arguments("coinslot.kafka.properties", brokerSettings(BROKER_PASSWORD)),
                        arguments("coinslot.schema-registry.properties", registrySettings(REGISTRY_PASSWORD)))
                .flatMap(arguments -> arguments)
                .toList();
    }

    private static Stream<String> arguments(String prefix, Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + prefix + "." + setting.getKey() + "=" + setting.getValue());
    }

    /** Makes topics and registers schemas. */
    public void deploy() throws IOException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(brokerSettings(BROKER_PASSWORD));
        settings.put("bootstrap.servers", bootstrapServers());
        RegistryAddress address = new RegistryAddress(registryUrl(), registrySettings(REGISTRY_PASSWORD));
        new Deployment(settings, address, Deployment.PARTITIONS, 1).run();
    }

    @Override
    public void close() throws IOException {
        store.close();
        door.close();
        registry.close();
        broker.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
