package io.coinslot.marketgateway.journey;

import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** Sealers with keys that are known to everybody. */
public final class TestSealer {
    private static final int KEY_BYTES = 32;

    private TestSealer() {}

    /** Writes a keyset of one key into the folder and opens it. */
    public static Sealer in(Path folder) {
        return in(folder, 1, 1);
    }

    /** Writes a keyset of these keys, oldest first, into the folder and opens it. */
    public static Sealer in(Path folder, int primary, int... ids) {
        String keys = Arrays.stream(ids).mapToObj(TestSealer::key).collect(Collectors.joining(","));
        try {
            Files.writeString(folder.resolve(Sealer.FILE), "{\"primaryKeyId\":" + primary + ",\"key\":[" + keys + "]}");
            return new Sealer(new SecretKeys(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(int id) {
        byte[] message = new byte[KEY_BYTES + 2];
        message[0] = 3 << 3 | 2;
        message[1] = KEY_BYTES;
        message[2] = (byte) (id - 1);
        return """
            {"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey","value":"%s",\
            "keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":%d,"outputPrefixType":"TINK"}\
            """.formatted(Base64.getEncoder().encodeToString(message), id);
    }
}
