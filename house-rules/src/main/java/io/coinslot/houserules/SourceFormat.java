package io.coinslot.houserules;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/**
 * The one source format (palantir-java-format). Run on the project's own JDK, since the formatter parses with the
 * compiler of the JDK it runs on and Maven's may be older.
 */
public final class SourceFormat {
    private static final JavaFormatterOptions OPTIONS = JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build();

    /** The file's text as it ought to be. */
    public String formatted(Path file) {
        return formatted(file, read(file));
    }

    /** Whether the file's text already has the format. May be asked by many threads at once. */
    public boolean holdsFor(Path file, String text) {
        return text.equals(formatted(file, text));
    }

    /** What decides on the format beside a file's text: the formatter's own file, which is named by its version. */
    public static String version() {
        CodeSource source = Formatter.class.getProtectionDomain().getCodeSource();
        return String.valueOf(
                Path.of(URI.create(source.getLocation().toString())).getFileName());
    }

    private static String formatted(Path file, String text) {
        try {
            return Formatter.createFormatter(OPTIONS).formatSourceAndFixImports(text);
        } catch (FormatterException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rewrites every source file of the tree, or those under the folders given, that does not have the format. */
    public static void main(String[] folders) throws IOException {
        SourceFormat format = new SourceFormat();
        SourceTree tree = SourceTree.ofWorkingDirectory();
        for (Path file : tree.javaFiles()) {
            if (isUnder(tree.root().relativize(file), folders)) {
                String formatted = format.formatted(file);
                if (!formatted.equals(Files.readString(file))) {
                    Files.writeString(file, formatted);
                }
            }
        }
    }

    private static boolean isUnder(Path file, String[] folders) {
        for (String folder : folders) {
            if (file.startsWith(folder)) {
                return true;
            }
        }
        return folders.length == 0;
    }
}
