package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.houserules.KnownTexts;
import io.coinslot.houserules.SourceFormat;
import io.coinslot.houserules.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TidyTest {
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b|Thread\\.sl"
            + "eep|printStack" + "Trace|@Dis" + "abled\\b|assertTrue\\(tr" + "ue\\)");
    private static final Pattern EMPTY_NAME = Pattern.compile(
            "(^|/)(com" + "mon|co" + "re|sha" + "red|ba" + "se|utils?|help" + "ers?|mi" + "sc|manager|impl)/");
    private static final Pattern SUPERCLASS = Pattern.compile("\\bclass \\w+ extends (\\w+)");
    /** A variable, or what is made to be changed. */
    private static final Pattern CHANGED_BY_EACH = Pattern.compile(
            "^    ((private|protected|public) )?static (?!final )[^(=]+(=[^;]*)?;$"
                    + "|^    ((private|protected|public) )?static final [^(=]+=\\s+new "
                    + "(\\w*(List|Map|Set|Queue|Deque)\\b|Atomic|LongAdder)",
            Pattern.MULTILINE);

    private static final String ITSELF = "end-to-end-tests/src/test/java/io/coinslot/endtoend/TidyTest.java";
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final int LONGEST_FILE_LINES = 400;

    private static final SourceTree TREE = SourceTree.ofWorkingDirectory();
    private static final Map<Path, String> TEXTS = new TreeMap<>();

    @BeforeAll
    static void readEveryFile() throws IOException {
        for (Path file : TREE.javaFiles()) {
            TEXTS.put(file, Files.readString(file));
        }
        // Rules that hold for no files hold.
        assertThat(TEXTS).hasSizeGreaterThan(2_000).containsKey(TREE.root().resolve(ITSELF));
    }

    /** Formatting the whole tree takes long: a text that was found to have the format is not looked at again. */
    @Test
    void everyFileHasTheFormat() {
        SourceFormat format = new SourceFormat();
        KnownTexts known = KnownTexts.in(Path.of("target"), SourceFormat.version());
        Set<Path> offenders = TEXTS.entrySet().parallelStream()
                .filter(file -> !known.contains(file.getValue()) && !format.holdsFor(file.getKey(), file.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Map<Path, String> formatted = new TreeMap<>(TEXTS);
        formatted.keySet().removeAll(offenders);
        known.replaceBy(formatted.values());
        assertThat(offenders).as("run ./coinslot format").isEmpty();
    }

    @Test
    void nothingIsLeftOver() {
        assertThat(offenders((file, text) -> LEFT_OVER.matcher(text).find())).isEmpty();
    }

    @Test
    void packageNamesSaySomething() {
        assertThat(offenders((file, text) -> EMPTY_NAME
                        .matcher(TREE.root().relativize(file).toString())
                        .find()))
                .isEmpty();
    }

    /** The compiler takes a file that lies in another folder than its package. */
    @Test
    void filesLieWhereTheirPackageSays() {
        assertThat(offenders((file, text) -> PACKAGE.matcher(text)
                        .results()
                        .noneMatch(named ->
                                file.getParent().endsWith(named.group(1).replace('.', '/')))))
                .isEmpty();
    }

    @Test
    void filesStayReadable() {
        assertThat(offenders((file, text) -> text.lines().count() > LONGEST_FILE_LINES))
                .isEmpty();
    }

    @Test
    void everyPackageOfMainCodeSaysItsPurpose() {
        assertThat(offenders((file, text) -> file.toString().contains("/src/main/java/")
                        && !Files.exists(file.resolveSibling("package-info.java"))))
                .isEmpty();
    }

    /** Two test classes may run at a time, and a static field is the same one for all classes below. */
    @Test
    void whatSeveralTestClassesChangeIsLocked() {
        Set<String> superclasses = TEXTS.entrySet().stream()
                .filter(file -> file.getKey().toString().contains("/src/test/java/"))
                .flatMap(file -> SUPERCLASS.matcher(file.getValue()).results())
                .map(found -> found.group(1) + ".java")
                .collect(Collectors.toSet());
        assertThat(superclasses).contains("ApiTest.java");
        assertThat(offenders((file, text) -> file.toString().contains("/src/test/java/")
                        && superclasses.contains(file.getFileName().toString())
                        && CHANGED_BY_EACH.matcher(text).find()
                        && !text.contains("@ResourceLock(")))
                .isEmpty();
    }

    private static List<String> offenders(BiPredicate<Path, String> offends) {
        return TEXTS.entrySet().stream()
                .filter(file -> offends.test(file.getKey(), file.getValue()))
                .map(file -> TREE.root().relativize(file.getKey()).toString())
                .toList();
    }
}
