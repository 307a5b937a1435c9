package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingKeysetTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void create() throws IOException {
        file = directory.resolve(SealingKeyset.FILE);
        SealingKeyset.fresh().write(file);
    }

    private int keys(String... arguments) throws IOException {
        String[] all = new String[arguments.length + 3];
        all[0] = "keys";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--directory";
        all[arguments.length + 2] = directory.toString();
        return new KeysCommand(new Layout(directory), Invocation.parse(all)).run();
    }

    private SealingKeyset keyset() throws IOException {
        return SealingKeyset.read(file);
    }

    @Test
    void goesThroughTheStepsOfARotation() throws IOException {
        long old = keyset().primary();
        keys("add");
        assertThat(keyset().primary()).isEqualTo(old);
        assertThat(keyset().enabled()).hasSize(2).startsWith(old);
        long added = keyset().enabled().getLast();
        keys("promote", Long.toString(added));
        assertThat(keyset().primary()).isEqualTo(added);
        assertThat(keyset().enabled()).containsExactly(old, added);
        keys("remove", Long.toString(old));
        assertThat(keyset().enabled()).containsExactly(added);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void refusesWhatWouldLeaveNothingToSealWith() throws IOException {
        String primary = Long.toString(keyset().primary());
        assertThatThrownBy(() -> keys("remove", primary)).hasMessageContaining("promote another");
        assertThatThrownBy(() -> keys("promote", "5")).hasMessageContaining("no key 5");
        assertThatThrownBy(() -> keys("promote")).hasMessageContaining("needs the id");
        assertThatThrownBy(() -> keys("rotate")).isInstanceOf(UserError.class);
        assertThat(keyset().enabled()).hasSize(1);
    }

    @Test
    void saysWhatIsNoKeysetWithoutQuotingIt() throws IOException {
        Files.writeString(file, "{\"secret");
        assertThatThrownBy(() -> keys("add"))
                .hasMessageContaining("is no Tink keyset")
                .message()
                .doesNotContain("secret");
        assertThat(Files.readString(file)).isEqualTo("{\"secret");
    }
}
