package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAccessTest {
    private static final Map<String, Object> OURS = RegistryEventCodec.settings("http://r");

    @Test
    void refusesWhateverIsOurs() {
        for (String name : OURS.keySet()) {
            assertThatThrownBy(() -> new RegistryAccess(Map.of(name, "a password perhaps")))
                    .isInstanceOf(RefusedSettings.class)
                    .hasMessageStartingWith("coinslot.schema-registry.properties." + name + " cannot be set: ")
                    .hasMessageNotContaining("a password");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apicurio.registry.url | there is coinslot.schema-registry.url for it",
                "apicurio.registry.auth.user | it is none of those",
                "apicurio.registry.artifact-resolver-strategy | it is none of those",
                "apicurio.registry.headers.enabled | it is none of those",
                "use.latest.version | it is none of those",
                "value.subject.name.strategy | it is none of those"
            })
    void saysWhy(String name, String reason) {
        assertThatThrownBy(() -> new RegistryAccess(Map.of(name, "")))
                .hasMessageContaining("properties." + name + " cannot be set: " + reason);
    }

    /** A name that Apicurio's client no longer has would be passed over in silence. */
    @Test
    void takesTheNamesThatApicuriosClientHas() throws ClassNotFoundException {
        Class<?> constants = Class.forName("io.apicurio.registry.resolver.config.SchemaResolverConfig");
        List<String> theirs = Arrays.stream(constants.getFields())
                .filter(field -> field.getType() == String.class)
                .map(RegistryAccessTest::value)
                .toList();
        List<String> access = theirs.stream()
                .filter(name -> name.matches("apicurio\\.registry\\.(auth|tls|proxy)\\..*"))
                .toList();

        assertThat(access)
                .hasSize(16)
                .allSatisfy(name -> assertThat(new RegistryAccess(Map.of(name, "x")).over(OURS))
                        .containsEntry(name, "x")
                        .containsAllEntriesOf(OURS));
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basic.auth.credentials.source",
                "basic.auth.user.info",
                "bearer.auth.credentials.source",
                "bearer.auth.token",
                "bearer.auth.client.secret",
                "schema.registry.ssl.truststore.location",
                "proxy.host",
                "http.read.timeout.ms"
            })
    void takesTheNamesThatConfluentsClientHas(String name) {
        assertThat(new RegistryAccess(Map.of(name, "x")).over(OURS)).containsEntry(name, "x");
    }

    @Test
    void tellsNoValues() {
        Map<String, String> settings = Map.of("apicurio.registry.auth.password", "hush");

        assertThat(new RegistryAccess(settings)).hasToString("RegistryAccess[apicurio.registry.auth.password]");
        assertThat(new SchemaRegistryProperties(settings))
                .hasToString("SchemaRegistryProperties[apicurio.registry.auth.password]");
    }
}
