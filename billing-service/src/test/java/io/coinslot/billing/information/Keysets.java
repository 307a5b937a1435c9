package io.coinslot.billing.information;

import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** Sealers with keys that are known to everybody, one key for each id. */
public record Keysets(Path directory) {
    private static final int KEY_BYTES = 32;

    /** A sealer that was given the keys with these ids, oldest first. */
    public Sealer sealer(int primary, int... ids) {
        String keys = Arrays.stream(ids).mapToObj(Keysets::key).collect(Collectors.joining(","));
        try {
            Files.writeString(
                    directory.resolve(Sealer.FILE), "{\"primaryKeyId\":" + primary + ",\"key\":[" + keys + "]}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Sealer(new SecretKeys(directory));
    }

    private static String key(int id) {
        byte[] message = new byte[KEY_BYTES + 2];
        Arrays.fill(message, (byte) id);
        message[0] = 3 << 3 | 2;
        message[1] = KEY_BYTES;
        return """
            {"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey","value":"%s",\
            "keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":%d,"outputPrefixType":"TINK"}\
            """.formatted(Base64.getEncoder().encodeToString(message), id);
    }
}
