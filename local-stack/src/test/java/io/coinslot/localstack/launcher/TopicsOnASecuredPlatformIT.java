package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.localstack.platform.SecuredPlatform;
import io.coinslot.schemas.Topics;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics and schemas where the broker and the registry let in who shows a password over TLS alone. */
class TopicsOnASecuredPlatformIT {
    private static SecuredPlatform platform;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        platform = SecuredPlatform.start();
    }

    @AfterAll
    static void stop() throws IOException {
        platform.close();
    }

    @Test
    void makesThemWithAPassword() throws Exception {
        assertThat(topics(broker(), platform.registrySettings(SecuredPlatform.REGISTRY_PASSWORD)))
                .isZero();
        assertThat(topicsThere())
                .containsAll(Topics.all().stream().map(topic -> topic.name()).toList());
    }

    @Test
    void makesThemWithAToken() throws Exception {
        assertThat(topics(broker(), platform.tokenSettings(SecuredPlatform.REGISTRY_PASSWORD)))
                .isZero();
    }

    @Test
    void believesTheRegistrysCertificateFromAPemFile() throws Exception {
        Map<String, String> registry = new HashMap<>(platform.registrySettings(SecuredPlatform.REGISTRY_PASSWORD));
        registry.keySet().removeIf(name -> name.startsWith("apicurio.registry.tls."));
        registry.put(
                "apicurio.registry.tls.certificates", platform.certificate().toString());
        assertThat(topics(broker(), registry)).isZero();
    }

    @Test
    void isNotLetInByTheBrokerWithAnotherPassword() {
        assertThatThrownBy(() -> topics(
                        platform.brokerSettings("another"),
                        platform.registrySettings(SecuredPlatform.REGISTRY_PASSWORD)))
                .hasRootCauseInstanceOf(SaslAuthenticationException.class)
                .hasMessageNotContaining("another");
    }

    @Test
    void doesNotBelieveABrokerWhoseCertificateNobodyVouchesFor() {
        Map<String, String> settings = new HashMap<>(broker());
        settings.keySet().removeIf(name -> name.startsWith("ssl."));
        assertThatThrownBy(() -> topics(settings, platform.registrySettings(SecuredPlatform.REGISTRY_PASSWORD)))
                .hasStackTraceContaining(SslAuthenticationException.class.getName());
    }

    @Test
    void isNotLetInByTheRegistryWithAnotherPassword() {
        assertThatThrownBy(() -> topics(broker(), platform.registrySettings("another")))
                .hasMessageContaining("at the registry: 401");
        assertThatThrownBy(() -> topics(broker(), platform.tokenSettings("another")))
                .hasMessage("the token endpoint of the registry answers 401");
    }

    @Test
    void doesNotBelieveARegistryWhoseCertificateNobodyVouchesFor() {
        assertThatThrownBy(() -> topics(broker(), Map.of())).isInstanceOf(SSLHandshakeException.class);
    }

    private static Map<String, String> broker() {
        return platform.brokerSettings(SecuredPlatform.BROKER_PASSWORD);
    }

    private int topics(Map<String, String> broker, Map<String, String> registry)
            throws IOException, InterruptedException {
        return new TopicsCommand(Invocation.parse(new String[] {
                    "topics",
                    "--broker",
                    platform.bootstrapServers(),
                    "--replication",
                    "1",
                    "--broker-settings",
                    file("broker", broker),
                    "--registry",
                    platform.registryUrl(),
                    "--registry-settings",
                    file("registry", registry)
                }))
                .run();
    }

    private String file(String name, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        Path file = directory.resolve(name + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file.toString();
    }

    private static Set<String> topicsThere() throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(broker());
        settings.put("bootstrap.servers", platform.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            return admin.listTopics().names().get();
        }
    }
}
