package io.coinslot.cardregistry.journey;

import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A sealer with a key that is known to everybody. */
public final class TestSealer {
    private static final int KEY_BYTES = 32;

    private TestSealer() {}

    /** Writes the keyset into the folder and opens it. */
    public static Sealer in(Path folder) {
        byte[] message = new byte[KEY_BYTES + 2];
        message[0] = 3 << 3 | 2;
        message[1] = KEY_BYTES;
        String keyset = """
            {"primaryKeyId":1,"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
            "value":"%s","keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":1,"outputPrefixType":"TINK"}]}\
            """.formatted(Base64.getEncoder().encodeToString(message));
        try {
            Files.writeString(folder.resolve("sealing-keyset.json"), keyset);
            return new Sealer(new SecretKeys(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
