package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

/** Names of other people's settings come through as they are, from a file and from the environment. */
class ClientPropertiesTest {
    private static final String FILE = """
        coinslot:
          kafka:
            bootstrap-servers: kafka-1:9093
            properties:
              security.protocol: SASL_SSL
              sasl.jaas.config: >-
                org.example.LoginModule required
                username="coinslot" password="${KAFKA_PASSWORD}";
              ssl.endpoint.identification.algorithm: ""
          schema-registry:
            url: https://registry:8443
            properties:
              apicurio.registry.auth.username: coinslot
              apicurio.registry.tls.verify-host: false
        """;

    private final StandardEnvironment environment = new StandardEnvironment();

    @TempDir
    Path directory;

    @Test
    void fromAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("application.yaml"), FILE);
        new YamlPropertySourceLoader()
                .load("file", new FileSystemResource(file))
                .forEach(environment.getPropertySources()::addLast);
        set(Map.of("KAFKA_PASSWORD", "hush"));

        assertThat(kafka().properties())
                .isEqualTo(Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.jaas.config",
                        "org.example.LoginModule required username=\"coinslot\" password=\"hush\";",
                        "ssl.endpoint.identification.algorithm",
                        ""));
        assertThat(registry().properties())
                .isEqualTo(Map.of(
                        "apicurio.registry.auth.username", "coinslot", "apicurio.registry.tls.verify-host", "false"));
    }

    @Test
    void fromTheEnvironment() {
        set(Map.of(
                "COINSLOT_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
                "a module",
                "COINSLOT_SCHEMAREGISTRY_PROPERTIES_APICURIO_REGISTRY_AUTH_PASSWORD",
                "hush"));

        assertThat(kafka().properties()).isEqualTo(Map.of("sasl.jaas.config", "a module"));
        assertThat(registry().properties()).isEqualTo(Map.of("apicurio.registry.auth.password", "hush"));
    }

    @Test
    void noneIfNothingIsSaid() {
        assertThat(kafka().properties()).isEmpty();
    }

    private void set(Map<String, Object> variables) {
        MutablePropertySources sources = environment.getPropertySources();
        sources.replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    }

    private KafkaProperties kafka() {
        return Binder.get(environment).bindOrCreate("coinslot.kafka", KafkaProperties.class);
    }

    private SchemaRegistryProperties registry() {
        return Binder.get(environment).bindOrCreate("coinslot.schema-registry", SchemaRegistryProperties.class);
    }
}
