package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenKeysTest {
    @TempDir
    Path directory;

    private Path file;
    private String first;

    @BeforeEach
    void create() throws IOException {
        file = directory.resolve(TokenKeys.FILE);
        first = TokenKeys.fresh();
        Files.writeString(file, first + "\n");
    }

    private void keys(String... words) throws IOException {
        String[] all = new String[words.length + 4];
        all[0] = "keys";
        all[1] = "billing-tokens";
        System.arraycopy(words, 0, all, 2, words.length);
        all[words.length + 2] = "--directory";
        all[words.length + 3] = directory.toString();
        assertThat(new KeysCommand(new Layout(directory), Invocation.parse(all)).run())
                .isZero();
    }

    private List<Long> ids() throws IOException {
        return TokenKeys.read(file).enabled();
    }

    @Test
    void rotatesInThreeStepsAndUsersKeepTheirNames() throws IOException {
        keys("add");
        assertThat(Files.readAllLines(file)).hasSize(2).startsWith(first);
        long old = ids().getFirst();
        long fresh = ids().getLast();

        keys("promote", Long.toString(fresh));
        assertThat(ids()).containsExactly(fresh, old);

        keys("remove", Long.toString(old));
        assertThat(ids()).containsExactly(fresh);
        assertThat(Files.readString(directory.resolve("account-names.key"))).isEqualTo(first + "\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theKeyThatSignsIsNotRemoved() throws IOException {
        keys("add");
        assertThatThrownBy(() -> keys("remove", ids().getFirst().toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("promote another");
        assertThatThrownBy(() -> keys("promote", "1")).hasMessageContaining("there is no key 1");
    }

    @Test
    void doesNotGuessByWhichKeyUsersWereNamed() throws IOException {
        Files.writeString(file, first + "\n" + TokenKeys.fresh() + "\n");
        assertThatThrownBy(() -> keys("add")).isInstanceOf(UserError.class).hasMessageContaining("account-names.key");
    }

    @Test
    void aStackOfAnOlderVersionKeepsNamingUsersByItsOnlyKey() throws IOException {
        new Keys(directory).createMissing(directory.resolve("store"));
        assertThat(directory.resolve("account-names.key")).doesNotExist();
        assertThat(Files.readString(file)).isEqualTo(first + "\n");
    }
}
