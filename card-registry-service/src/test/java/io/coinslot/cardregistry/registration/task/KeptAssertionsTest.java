package io.coinslot.cardregistry.registration.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.cardregistry.journey.TestSealer;
import io.coinslot.servicekit.key.KeyId;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.key.UnusableKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under which keyset assertions are kept. */
class KeptAssertionsTest {
    @TempDir
    Path folder;

    private KeyId keyOfWhatIsSealed() throws Exception {
        String sealed = KeptAssertions.under(new SecretKeys(folder)).seal("reg_1", "assertion");
        return Sealer.keyOf(Base64.getDecoder().decode(sealed));
    }

    private void ownKeyset() throws Exception {
        TestSealer.in(folder);
        Path shared = folder.resolve("sealing-keyset.json");
        String own = Files.readString(shared)
                .replace("\"primaryKeyId\":1", "\"primaryKeyId\":2")
                .replace("\"keyId\":1", "\"keyId\":2");
        Files.writeString(folder.resolve("cards-sealing-keyset.json"), own);
    }

    @Test
    void isTheRegistrysOwn() throws Exception {
        ownKeyset();
        assertThat(keyOfWhatIsSealed()).isEqualTo(new KeyId(2));
        Files.delete(folder.resolve("sealing-keyset.json"));
        assertThat(keyOfWhatIsSealed()).as("and no other is needed").isEqualTo(new KeyId(2));
    }

    @Test
    void isTheOneForAllWhereTheRegistryHasNoneYet() throws Exception {
        TestSealer.in(folder);
        assertThat(keyOfWhatIsSealed()).isEqualTo(new KeyId(1));
    }

    @Test
    void isAskedForByItsOwnNameWhereThereIsNeither() {
        assertThatThrownBy(this::keyOfWhatIsSealed)
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("cards-sealing-keyset.json");
    }
}
