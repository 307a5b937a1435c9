package io.coinslot.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checked-out project: finds its root and lists its source files. */
public record SourceTree(Path root) {

    /** The tree that contains the working directory. */
    public static SourceTree ofWorkingDirectory() {
        Path candidate = Path.of("").toAbsolutePath();
        while (candidate != null && !Files.exists(candidate.resolve("house-rules/pom.xml"))) {
            candidate = candidate.getParent();
        }
        if (candidate == null) {
            throw new IllegalStateException(
                    "not inside a Coinslot source tree: " + Path.of("").toAbsolutePath());
        }
        return new SourceTree(candidate);
    }

    /** Every Java source file that is written by hand. */
    public List<Path> javaFiles() {
        return files(".java");
    }

    /** Every file with this ending, generated and hidden folders left out. */
    public List<Path> files(String ending) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(ending))
                    .filter(this::isWrittenByHand)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isWrittenByHand(Path path) {
        for (Path part : root.relativize(path)) {
            String name = part.toString();
            if (name.equals("target") || name.equals("node_modules") || name.startsWith(".")) {
                return false;
            }
        }
        return true;
    }
}
