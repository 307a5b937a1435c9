package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.localstack.platform.Deployment;
import io.coinslot.localstack.platform.RegistryAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsCommandTest {
    @TempDir
    Path directory;

    private static Deployment asked(String... arguments) throws IOException {
        return new TopicsCommand(Invocation.parse(arguments)).deployment();
    }

    private static void assertRefused(String expected, String... arguments) {
        assertThatThrownBy(() -> asked(arguments)).isInstanceOf(UserError.class).hasMessageContaining(expected);
    }

    @Test
    void takesTheBrokerAndTheRegistry() throws IOException {
        assertThat(asked("topics", "--broker", "b:9092", "--registry", "http://r:8081/"))
                .isEqualTo(new Deployment(
                        Map.of("bootstrap.servers", "b:9092"), new RegistryAddress("http://r:8081"), 3, 3));
    }

    @Test
    void takesWhatTheBrokerAsksFor() throws IOException {
        Path settings = Files.writeString(directory.resolve("client.properties"), "security.protocol=SASL_SSL\n");
        Deployment asked = asked(
                "topics",
                "--broker",
                "b:9092",
                "--registry",
                "http://r",
                "--partitions",
                "12",
                "--replication",
                "2",
                "--broker-settings",
                settings.toString());
        assertThat(asked.broker())
                .containsEntry("security.protocol", "SASL_SSL")
                .hasSize(2);
        assertThat(asked.partitions()).isEqualTo(12);
        assertThat(asked.replication()).isEqualTo(2);
    }

    @Test
    void takesWhatTheRegistryAsksForAndTellsNothingOfIt() throws IOException {
        Path settings = Files.writeString(
                directory.resolve("registry.properties"),
                "apicurio.registry.auth.username=deploy\napicurio.registry.auth.password=hush\n");
        Deployment asked = asked(
                "topics", "--broker", "b:9092", "--registry", "https://r", "--registry-settings", settings.toString());
        assertThat(asked.registry().settings()).containsEntry("apicurio.registry.auth.username", "deploy");
        assertThat(asked.toString())
                .contains("https://r", "apicurio.registry.auth.password")
                .doesNotContain("hush");
    }

    @Test
    void refusesSettingsOfTheRegistryThatItWouldPassOver() throws IOException {
        Path settings = Files.writeString(
                directory.resolve("registry.properties"),
                "apicurio.registry.auth.user=deploy\nbasic.auth.user.info=a:b");
        assertRefused(
                "for the registry there is no apicurio.registry.auth.user, basic.auth.user.info, but",
                "topics",
                "--broker",
                "b:9092",
                "--registry",
                "https://r",
                "--registry-settings",
                settings.toString());
    }

    @Test
    void refusesWhatIsNotEnoughOrTooMuch() {
        assertRefused("topics needs --broker", "topics", "--registry", "http://r");
        assertRefused("topics needs --registry", "topics", "--broker", "b:9092");
        assertRefused("--registry needs a value", "topics", "--broker", "b:9092", "--registry");
        assertRefused(
                "--partitions needs a number from 1 to 1000, not none",
                "topics",
                "--broker",
                "b:9092",
                "--registry",
                "http://r",
                "--partitions",
                "none");
        assertRefused("does not take all", "topics", "all", "--broker", "b:9092", "--registry", "http://r");
    }
}
