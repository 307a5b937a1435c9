package io.coinslot.servicekit.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Secret keys in files of a folder that comes from outside (coinslot.keys.directory); none is ever stored by us. */
public record SecretKeys(Path directory) {
    private static final int KEY_BYTES = 32;

    /**
     * A 256-bit key from a file that holds it in base64.
     *
     * @throws UnusableKeys naming the file, if it is missing or holds no such key
     */
    public byte[] key(String fileName) {
        return decoded(fileName, text(fileName).strip());
    }

    /**
     * The 256-bit keys of a file that holds one in each line, in base64: the first is the one to use, the others are good
     * for what was made with them.
     *
     * @throws UnusableKeys naming the file, if it is missing, empty, or holds anything else
     */
    public List<byte[]> keys(String fileName) {
        List<byte[]> keys = text(fileName)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> decoded(fileName, line))
                .toList();
        if (keys.isEmpty()) {
            throw new UnusableKeys(directory.resolve(fileName) + " holds no key");
        }
        return keys;
    }

    /** Whether there is such a file. */
    public boolean has(String fileName) {
        return Files.exists(directory.resolve(fileName));
    }

    private byte[] decoded(String fileName, String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // The cause's message quotes what is in the file, so it is left out.
            throw new UnusableKeys(directory.resolve(fileName) + " is not base64");
        }
        if (key.length != KEY_BYTES) {
            throw new UnusableKeys(
                    directory.resolve(fileName) + " must hold " + KEY_BYTES + " bytes, not " + key.length);
        }
        return key;
    }

    /** The text of a file; the error names it if it is missing. */
    public String text(String fileName) {
        Path file = directory.resolve(fileName);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UnusableKeys(
                    "The key file " + file.toAbsolutePath() + " cannot be read; set coinslot.keys.directory to the"
                            + " folder that holds it",
                    e);
        }
    }

    /** HMAC-SHA256 over the parts joined by line feeds: how secrets of clients and webhooks are derived. */
    public static byte[] derive(byte[] key, String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }
}
