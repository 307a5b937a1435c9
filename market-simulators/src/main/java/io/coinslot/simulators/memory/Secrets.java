package io.coinslot.simulators.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Secrets derived from one root key kept in the data folder, so that a service's credentials are stable. */
public final class Secrets {
    private static final int ROOT_BYTES = 32;

    /** Keyed once and cloned for each use, as looking the algorithm up costs more than the hash. */
    private final Mac keyed;

    private Secrets(byte[] root) {
        try {
            this.keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(root, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the root key from the folder, making one at the first start. */
    public static Secrets in(Path folder) {
        Path path = folder.resolve("simulator-root.key");
        try {
            if (!Files.exists(path)) {
                create(path);
            }
            return new Secrets(Base64.getDecoder().decode(Files.readString(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 32 bytes that always belong to this label. */
    public byte[] derive(String label) {
        try {
            return ((Mac) keyed.clone()).doFinal(label.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The derived bytes as hexadecimal text, cut to the length. */
    public String text(String label, int length) {
        return HexFormat.of().formatHex(derive(label)).substring(0, length);
    }

    /** Written aside and moved, so that a kill leaves no half of it. */
    private static void create(Path path) throws IOException {
        byte[] root = new byte[ROOT_BYTES];
        new SecureRandom().nextBytes(root);
        Files.createDirectories(path.getParent());
        Path aside = Files.createTempFile(
                path.getParent(),
                "root",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(aside, Base64.getEncoder().encodeToString(root));
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
