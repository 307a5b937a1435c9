package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.houserules.SourceFormat;
import io.coinslot.houserules.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TidyTest {
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b|Thread\\.sl"
            + "eep|printStack" + "Trace|@Dis" + "abled\\b|assertTrue\\(tr" + "ue\\)");
    private static final Pattern EMPTY_NAME = Pattern.compile(
            "(^|/)(com" + "mon|co" + "re|sha" + "red|ba" + "se|utils?|help" + "ers?|mi" + "sc|manager|impl)/");
    private static final int LONGEST_FILE_LINES = 400;

    private final SourceTree tree = SourceTree.ofWorkingDirectory();

    @Test
    void everyFileHasTheFormat() {
        SourceFormat format = new SourceFormat();
        assertThat(offenders(file -> !format.holdsFor(file)))
                .as("run ./coinslot format")
                .isEmpty();
    }

    @Test
    void nothingIsLeftOver() {
        assertThat(offenders(file -> LEFT_OVER.matcher(read(file)).find())).isEmpty();
    }

    @Test
    void packageNamesSaySomething() {
        assertThat(offenders(file -> EMPTY_NAME
                        .matcher(tree.root().relativize(file).toString())
                        .find()))
                .isEmpty();
    }

    @Test
    void filesStayReadable() {
        assertThat(offenders(file -> read(file).lines().count() > LONGEST_FILE_LINES))
                .isEmpty();
    }

    @Test
    void everyPackageOfMainCodeSaysItsPurpose() {
        assertThat(offenders(file -> file.toString().contains("/src/main/java/")
                        && !Files.exists(file.resolveSibling("package-info.java"))))
                .isEmpty();
    }

    private List<String> offenders(Predicate<Path> offends) {
        return tree.javaFiles().stream()
                .filter(offends)
                .map(file -> tree.root().relativize(file).toString())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
