package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SigningKeysTest {
    @TempDir
    Path directory;

    @BeforeEach
    void create() throws IOException {
        new Keys(directory).createMissing(directory.resolve("store"));
    }

    private void keys(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("keys"));
        all.addAll(List.of(words));
        all.addAll(List.of("--directory", directory.toString()));
        assertThat(new KeysCommand(new Layout(directory), Invocation.parse(all.toArray(String[]::new))).run())
                .isZero();
    }

    private static JsonNode json(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    @ParameterizedTest
    @CsvSource({"cards, cards-signing-key.json", "access-tokens, gateway-signing.jwk"})
    void rotatesInThreeStepsOfWhichTheFirstKeyOfEachSigns(String word, String fileName) throws IOException {
        Path file = directory.resolve(fileName);
        JsonNode first = json(file);

        keys(word, "add");
        JsonNode set = json(file).get("keys");
        assertThat(set).hasSize(2);
        assertThat(set.get(0)).isEqualTo(first);
        JsonNode second = set.get(1);
        List<Long> ids = SigningKeys.read(file).enabled();

        keys(word, "promote", ids.getLast().toString());
        assertThat(json(file).get("keys").get(0)).isEqualTo(second);
        assertThat(json(file).get("keys").get(1)).isEqualTo(first);

        keys(word, "remove", ids.getFirst().toString());
        assertThat(json(file)).isEqualTo(second);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theKeyThatSignsIsNotRemoved() throws IOException {
        keys("cards", "add");
        Path file = directory.resolve("cards-signing-key.json");
        long signing = SigningKeys.read(file).primary();
        assertThatThrownBy(() -> keys("cards", "remove", Long.toString(signing)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("promote another");
        assertThatThrownBy(() -> keys("cards", "promote", "1")).hasMessageContaining("there is no key 1");
    }

    @Test
    void saysOfAFileThatHoldsNoKeysWhatItShouldAndNotWhatItDoes() throws IOException {
        Path file = directory.resolve("cards-signing-key.json");
        for (String text : List.of("{\"d\":\"secret\"}", "{\"keys\":[]}", "secret", "[]")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> keys("cards"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("no private JSON web key")
                    .hasMessageNotContaining("secret");
        }
    }
}
