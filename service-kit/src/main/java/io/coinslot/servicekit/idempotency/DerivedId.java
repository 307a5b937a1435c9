package io.coinslot.servicekit.idempotency;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** Ids and fingerprints that are a function of their input (SHA-256), so that doing a thing twice names it the same. */
public final class DerivedId {
    private static final int ID_BYTES = 16;

    private DerivedId() {}

    /**
     * A short id: the prefix and 25 characters of base 36.
     *
     * @param parts what it is derived from; their borders count, so ("a", "bc") differs from ("ab", "c")
     */
    public static String of(String prefix, String... parts) {
        byte[] digest = digest(parts);
        BigInteger number = new BigInteger(1, Arrays.copyOf(digest, ID_BYTES));
        String text = number.toString(Character.MAX_RADIX).toLowerCase(Locale.ROOT);
        return prefix + "0".repeat(25 - text.length()) + text;
    }

    /** A name-based UUID (RFC 9562 version 8 over SHA-256). */
    public static java.util.UUID uuid(String... parts) {
        byte[] digest = digest(parts);
        digest[6] = (byte) (digest[6] & 0x0f | 0x80);
        digest[8] = (byte) (digest[8] & 0x3f | 0x80);
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(digest);
        return new java.util.UUID(buffer.getLong(), buffer.getLong());
    }

    /** A fingerprint that tells whether two requests ask for the same. */
    public static String fingerprint(String... parts) {
        return java.util.HexFormat.of().formatHex(digest(parts));
    }

    private static byte[] digest(String... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha256.update(
                        java.nio.ByteBuffer.allocate(4).putInt(bytes.length).flip());
                sha256.update(bytes);
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
