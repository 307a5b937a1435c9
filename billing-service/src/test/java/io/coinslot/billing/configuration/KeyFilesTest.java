package io.coinslot.billing.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.key.UnusableKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
    @TempDir
    Path directory;

    private KeyFiles files;

    @BeforeEach
    void open() {
        files = new KeyFiles(new SecretKeys(directory));
    }

    private static byte[] key(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return key;
    }

    private void write(String name, int... numbers) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            text.append(Base64.getEncoder().encodeToString(key(number))).append('\n');
        }
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void theFirstKeySignsAndTheOthersHaveSigned() throws IOException {
        write("billing-tokens.key", 2, 1);
        assertThat(files.billingTokens()).containsExactly(key(2), key(1));
    }

    @Test
    void usersAreNamedByTheKeyOfTheTokensWhereThatWasNeverReplaced() throws IOException {
        write("billing-tokens.key", 1);
        assertThat(files.accountNames()).isEqualTo(key(1));
    }

    @Test
    void usersKeepTheirNamesWhileTheKeyOfTheTokensIsReplaced() throws IOException {
        write("billing-tokens.key", 2, 1);
        write("account-names.key", 1);
        assertThat(files.accountNames()).isEqualTo(key(1));
        write("billing-tokens.key", 2);
        assertThat(files.accountNames()).isEqualTo(key(1));
    }

    @Test
    void doesNotGuessByWhichKeyUsersWereNamed() throws IOException {
        write("billing-tokens.key", 2, 1);
        assertThatThrownBy(files::accountNames)
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("account-names.key");
    }

    @Test
    void saysWhichFileHoldsNoKey() throws IOException {
        Files.writeString(directory.resolve("billing-tokens.key"), "\n");
        assertThatThrownBy(files::billingTokens).hasMessageContaining("billing-tokens.key holds no key");
    }
}
