package io.coinslot.servicekit.key;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keysets in files, as an operator makes them: the same keys in different company. */
public final class Keysets {
    private final Path directory;
    private final Map<Integer, KeysetHandle> keys = new LinkedHashMap<>();

    public Keysets(Path directory) throws GeneralSecurityException {
        AeadConfig.register();
        this.directory = directory;
    }

    /** A sealer that was given the keys with these ids, in this order. */
    public Sealer sealer(int primary, int... ids) {
        try {
            KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
            for (int id : ids) {
                KeysetHandle.Builder.Entry entry =
                        KeysetHandle.importKey(key(id).getPrimary().getKey()).withFixedId(id);
                keyset.addEntry(id == primary ? entry.makePrimary() : entry);
            }
            Files.writeString(
                    directory.resolve(Sealer.FILE),
                    TinkJsonProtoKeysetFormat.serializeKeyset(
                            keyset.build(), AeadConfig2026.get(), InsecureSecretKeyAccess.get()));
            return new Sealer(new SecretKeys(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeysetHandle key(int id) {
        return keys.computeIfAbsent(id, any -> {
            try {
                return KeysetHandle.newBuilder()
                        .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                                .withFixedId(id)
                                .makePrimary())
                        .build();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
