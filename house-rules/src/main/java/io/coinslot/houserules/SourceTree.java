package io.coinslot.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

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
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.equals(root) || isWrittenByHand(folder)
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(ending) && isWrittenByHand(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }

    private static boolean isWrittenByHand(Path path) {
        String name = path.getFileName().toString();
        return !name.equals("target") && !name.equals("node_modules") && !name.startsWith(".");
    }
}
