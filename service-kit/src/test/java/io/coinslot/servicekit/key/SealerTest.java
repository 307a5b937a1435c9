package io.coinslot.servicekit.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {
    private static final byte[] SECRET = "sk_live_very_secret".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @BeforeAll
    static void registerKeyTypes() throws GeneralSecurityException {
        AeadConfig.register();
    }

    @Test
    void opensWhatItSealedForTheSameContextOnly() throws Exception {
        write(fresh().build());
        Sealer sealer = new Sealer(new SecretKeys(directory));
        byte[] sealed = sealer.seal(SECRET, "arcade/stripe");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(sealer.open(sealed, "arcade/stripe")).isEqualTo(SECRET);
        assertThatThrownBy(() -> sealer.open(sealed, "other/stripe")).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void answersVirtualThreadsTheSame() throws Exception {
        write(fresh().build());
        Sealer sealer = new Sealer(new SecretKeys(directory));
        assertThat(onVirtualThread(() -> sealer.open(sealer.seal(SECRET, "c"), "c")))
                .isEqualTo(SECRET);
        byte[] sealed = sealer.seal(SECRET, "c");
        assertThatThrownBy(() -> onVirtualThread(() -> sealer.open(sealed, "other")))
                .hasCauseInstanceOf(GeneralSecurityException.class);
    }

    private static byte[] onVirtualThread(Callable<byte[]> work) throws Exception {
        FutureTask<byte[]> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task.get();
    }

    @Test
    void opensWhatAnOlderKeyOfTheKeysetSealed() throws Exception {
        KeysetHandle old = fresh().build();
        write(old);
        byte[] sealed = new Sealer(new SecretKeys(directory)).seal(SECRET, "c");
        write(rotated(old));
        assertThat(new Sealer(new SecretKeys(directory)).open(sealed, "c")).isEqualTo(SECRET);
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> new Sealer(new SecretKeys(directory)))
                .hasMessageContaining("sealing-keyset.json")
                .hasMessageContaining("coinslot.keys.directory");
    }

    private static KeysetHandle.Builder fresh() {
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary());
    }

    private static KeysetHandle rotated(KeysetHandle old) throws GeneralSecurityException {
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(old.getPrimary().getKey())
                        .withFixedId(old.getPrimary().getId()))
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
    }

    private void write(KeysetHandle keyset) throws Exception {
        Files.writeString(
                directory.resolve("sealing-keyset.json"),
                TinkJsonProtoKeysetFormat.serializeKeyset(keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get()));
    }
}
