package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationTest {
    private static void assertRefused(String expected, String... arguments) {
        assertThatThrownBy(() -> Invocation.parse(arguments))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(expected);
    }

    @Test
    void aCommandRefusesTheOptionsOfOthers() {
        assertRefused("down does not take --only; see ./coinslot down --help", "down", "--only", "store");
        assertRefused("up does not take --purge", "up", "--purge");
        assertRefused("demo does not take --only", "demo", "--only", "store");
        assertRefused("bench does not take --rat;", "bench", "--rat", "5");
        assertRefused("status does not take -json", "status", "-json");
        assertThat(Invocation.parse("bench", "--rate", "5", "--no-aot", "--json")
                        .rest())
                .containsExactly("--rate", "5");
    }

    @Test
    void namesACommandThatThereIsNot() {
        assertRefused("there is no command stop", "stop");
        assertRefused("there is no command ../up", "../up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "up", "demo", "status", "logs", "keys", "topics", "bench", "down", "format"})
    void everyCommandHasAHelpAndIsNamedByTheHelpOfAll(String command) {
        assertThat(Help.of(command).orElseThrow().text())
                .startsWith("./coinslot ")
                .endsWith("\n");
        assertThat(Help.of("help").orElseThrow().text()).contains("\n  " + command + " ");
    }
}
