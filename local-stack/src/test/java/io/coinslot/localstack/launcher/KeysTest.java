package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KeysTest {
    @TempDir
    Path directory;

    private Keys keys;

    @BeforeEach
    void create() throws IOException {
        keys = new Keys(directory);
        keys.createMissing(directory.resolve("store"));
    }

    @Test
    void everyKeyIsForItsOwnerAlone() throws IOException {
        for (String name : List.of(
                "client-secrets.key",
                "webhook-secrets.key",
                "billing-tokens.key",
                "account-names.key",
                "sealing-keyset.json",
                "cards-sealing-keyset.json",
                "gateway-signing.jwk",
                "cards-signing-key.json",
                "charges-signing-key.json")) {
            assertThat(Files.getPosixFilePermissions(directory.resolve(name)))
                    .as(name)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void keysAreMadeOnceAndKept() throws IOException {
        String before = keys.clientSecret("admin");
        keys.createMissing(directory.resolve("store"));
        assertThat(keys.clientSecret("admin")).isEqualTo(before);
        assertThat(keys.webhookSecret("arcade", 1))
                .startsWith("whsec_")
                .isNotEqualTo(keys.webhookSecret("other", 1))
                .isNotEqualTo(keys.webhookSecret("arcade", 2));
    }

    @Test
    void aNewInstallationGetsAllKeysAndOneThatHasSomeNone() throws IOException {
        Path folder = directory.resolve("new");
        new Keys(folder).createAll();
        try (Stream<Path> made = Files.list(folder);
                Stream<Path> ofTheStack = Files.list(directory)) {
            assertThat(made.map(Path::getFileName))
                    .hasSize(9)
                    .containsExactlyInAnyOrderElementsOf(ofTheStack
                            .filter(Files::isRegularFile)
                            .map(Path::getFileName)
                            .toList());
        }
        Files.delete(folder.resolve("client-secrets.key"));
        assertThatThrownBy(new Keys(folder)::createAll)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds files already");
        assertThat(folder.resolve("client-secrets.key")).doesNotExist();
    }

    /** As it was before there were two: the card registry goes on with the one for all. */
    @Test
    void aStackThatHasOneSealingKeysetForAllKeepsIt() throws IOException {
        Files.delete(directory.resolve("cards-sealing-keyset.json"));
        keys.createMissing(directory.resolve("store"));
        assertThat(directory.resolve("cards-sealing-keyset.json")).doesNotExist();
        assertThat(RotatingFile.takenFrom(new ArrayList<>(List.of("cards-sealing", "add")))
                        .fileName())
                .isEqualTo("cards-sealing-keyset.json");
    }

    /** Else the registry would go on with the one that opens the markets' credentials. */
    @Test
    void aLostKeysetOfTheCardRegistryIsAskedForOnceItHasBeenUsed() throws IOException {
        Path store = Files.createDirectory(directory.resolve("store"));
        Files.createFile(store.resolve("log-1"));
        keys.createMissing(store);
        Files.delete(directory.resolve("cards-sealing-keyset.json"));
        assertThatThrownBy(() -> keys.createMissing(store))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("lacks cards-sealing-keyset.json");
    }

    @Test
    void aSecretThatIsReplacedIsAnother() throws IOException {
        assertThat(keys.clientSecret("admin", 1)).isEqualTo(keys.clientSecret("admin"));
        assertThat(keys.clientSecret("admin", 2)).hasSize(43).isNotEqualTo(keys.clientSecret("admin"));
    }

    /** Another key in its place would make every secret another one, or leave what is sealed closed for good. */
    @ParameterizedTest
    @ValueSource(strings = {"client-secrets.key", "webhook-secrets.key", "billing-tokens.key", "sealing-keyset.json"})
    void aLostKeyThatDocumentsNeedIsAskedFor(String file) throws IOException {
        Path store = Files.createDirectory(directory.resolve("store"));
        Files.delete(directory.resolve(file));
        Files.createFile(store.resolve("log-1"));
        assertThatThrownBy(() -> keys.createMissing(store))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(file)
                .hasMessageContaining(store.toString());
        assertThat(directory.resolve(file)).doesNotExist();
        Files.delete(store.resolve("log-1"));
        keys.createMissing(store);
        assertThat(directory.resolve(file)).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-signing.jwk", "cards-signing-key.json", "charges-signing-key.json"})
    void signingKeysHaveANameAndCoordinatesOfFullLength(String file) throws IOException {
        JsonNode key = new JsonMapper().readTree(Files.readString(directory.resolve(file)));
        for (String part : List.of("kid", "x", "y", "d")) {
            assertThat(Base64.getUrlDecoder().decode(key.path(part).asString())).hasSize(32);
        }
    }

    @Test
    void partnersAreToldThePublicHalfAlone() throws IOException {
        JsonNode told = keys.cardsSigningKey();
        JsonNode whole = new JsonMapper().readTree(Files.readString(directory.resolve("cards-signing-key.json")));
        assertThat(told.propertyNames()).contains("kid", "x", "y").doesNotContain("d");
        assertThat(told.path("x")).isEqualTo(whole.path("x"));
    }

    @Test
    void partnersAreToldNothingPrivateOfASetOfKeysEither() throws IOException {
        Path file = directory.resolve("cards-signing-key.json");
        JsonNode signing = new JsonMapper().readTree(Files.readString(file));
        Files.writeString(file, "{\"keys\":[" + signing + "," + signing + "]}");
        JsonNode told = keys.cardsSigningKey();
        assertThat(told.propertyNames()).contains("kid", "x", "y").doesNotContain("d", "keys");
        assertThat(told.path("x")).isEqualTo(signing.path("x"));
    }

    @Test
    void theSealingKeysetHoldsOneKeyOf256Bits() throws IOException {
        JsonNode keyset = new JsonMapper().readTree(Files.readString(directory.resolve("sealing-keyset.json")));
        String message =
                keyset.path("key").path(0).path("keyData").path("value").asString();
        assertThat(Base64.getDecoder().decode(message)).hasSize(34).startsWith(0x1a, 0x20);
    }
}
