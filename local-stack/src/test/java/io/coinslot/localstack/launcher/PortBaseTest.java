package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortBaseTest {
    @TempDir
    Path root;

    private Layout layout;

    @BeforeEach
    void create() throws IOException {
        layout = new Layout(root);
        layout.createDirectories();
    }

    @Test
    void remembersTheBaseAndBeginsWithTheUsualOne() throws IOException {
        assertThat(PortBase.remembered(layout).base()).isEqualTo(8080);
        PortBase.write(layout, new Ports(9000));
        assertThat(PortBase.remembered(layout).base()).isEqualTo(9000);
    }

    /** A start that was interrupted in older versions, or a full disk, left the file empty. */
    @Test
    void namesTheFileThatHoldsNoNumber() throws IOException {
        Files.writeString(layout.run().resolve("port-base"), "");
        assertThatThrownBy(() -> PortBase.remembered(layout))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(layout.run().resolve("port-base").toString());
    }
}
