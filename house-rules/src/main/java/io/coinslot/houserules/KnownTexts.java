package io.coinslot.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/** The texts that a rule was found to hold for, by their digests in a file, so that the next run looks at others alone. */
public final class KnownTexts {
    private final Path file;
    private final Set<String> digests;

    private KnownTexts(Path file, Set<String> digests) {
        this.file = file;
        this.digests = digests;
    }

    /**
     * Reads what the folder knows.
     *
     * @param rule names the rule and whatever else decides on it, such as a version
     */
    public static KnownTexts in(Path folder, String rule) {
        Path file = folder.resolve("known-" + rule);
        try {
            return new KnownTexts(file, Files.exists(file) ? Set.copyOf(Files.readAllLines(file)) : Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the rule is known to hold for the text. */
    public boolean contains(String text) {
        return digests.contains(digest(text));
    }

    /** Remembers these texts, and forgets all others. */
    public void replaceBy(Collection<String> texts) {
        Set<String> sorted = new TreeSet<>();
        texts.forEach(text -> sorted.add(digest(text)));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, sorted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
