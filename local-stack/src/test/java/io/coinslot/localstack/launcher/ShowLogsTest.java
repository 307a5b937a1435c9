package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowLogsTest {
    @TempDir
    Path root;

    private String json(String... arguments) throws Exception {
        return new ShowLogs(new Layout(root), Invocation.parse(arguments)).json();
    }

    @Test
    void givesTheLinesByTheNamesOfTheirLogs() throws Exception {
        Layout layout = new Layout(root);
        layout.createDirectories();
        Files.writeString(layout.log("store"), "1\n2\n3\n4\n5\n6\n7\n8\n9 \"quoted\"\n");
        Files.writeString(layout.log("broker"), "up\n");

        assertThat(json("logs", "--json"))
                .isEqualTo("{\"logs\":{\"broker\":[\"up\"],"
                        + "\"store\":[\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9 \\\"quoted\\\"\"]}}");
        assertThat(json("logs", "store", "--json")).startsWith("{\"logs\":{\"store\":[\"1\",");
        assertThatThrownBy(() -> json("logs", "--json", "nobody"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there are broker, store");
    }
}
