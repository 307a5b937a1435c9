package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coinslot.houserules.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Test data that others have published lies beside the project: tests read it there, and none of it is copied. */
class PublishedDataTest {
    private static final Path PUBLISHED = Path.of("../../shared/fixtures");
    private static final Set<String> ABOUT_THE_DATA = Set.of("LICENSE.txt", "SOURCES.md");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(//|/\\*|\\*).*$");
    private static final Pattern NOT_OURS = Pattern.compile("/(target|\\.git|\\.coinslot|\\.idea|node_modules)(/|$)");
    /** Where the outside world is played: peers and companies, and the cardholder of the demonstration. */
    private static final Set<String> CARDHOLDERS_SIDE = Set.of("/market-simulators/", "/examplegame/demo/");

    private static final long LONGEST_TEXT_BYTES = 2_000_000;

    private final Path root = SourceTree.ofWorkingDirectory().root();

    @BeforeEach
    void needsTheData() {
        assumeTrue(Files.exists(PUBLISHED), "the published data is not here: " + PUBLISHED.toAbsolutePath());
    }

    @Test
    void everyPublishedFileIsReadByATest() throws IOException {
        List<String> tests = SourceTree.ofWorkingDirectory().javaFiles().stream()
                .filter(file -> file.toString().contains("/src/test/java/"))
                .map(PublishedDataTest::text)
                .filter(text -> text.contains("fixtures"))
                .map(text -> COMMENT.matcher(text).replaceAll(""))
                .toList();
        try (Stream<Path> files = Files.walk(PUBLISHED)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> !ABOUT_THE_DATA.contains(name))
                            .filter(name -> tests.stream()
                                    .noneMatch(test ->
                                            test.contains("/" + name + "\"") || test.contains("\"" + name + "\""))))
                    .isEmpty();
        }
    }

    @Test
    void noPublishedFileIsCopiedIntoTheProject() throws IOException {
        Set<String> published = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PUBLISHED)) {
            files.filter(Files::isRegularFile).forEach(file -> published.add(text(file)));
        }
        assertThat(ours().filter(file -> published.contains(text(file)))).isEmpty();
    }

    @Test
    void noServiceCarriesAPublishedCardNumber() throws IOException {
        Set<String> numbers = new TreeSet<>();
        JsonNode groups = JsonMapper.shared().readTree(text(PUBLISHED.resolve("cards/adyen-cards.json")));
        groups.findValues("cardnumber").forEach(number -> numbers.add(digits(number.asString())));
        assertThat(numbers).hasSizeGreaterThan(40);
        assertThat(ours().filter(file -> file.toString().contains("/src/main/"))
                        .filter(file -> CARDHOLDERS_SIDE.stream().noneMatch(file.toString()::contains))
                        .filter(file -> {
                            String digits = text(file).replaceAll("[ \\-]", "");
                            return numbers.stream().anyMatch(digits::contains);
                        }))
                .isEmpty();
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }

    /** Without going where modules that are tested at the same time make files and take them away. */
    private Stream<Path> ours() throws IOException {
        return SourceTree.ofWorkingDirectory().files("").stream()
                .filter(file -> !NOT_OURS.matcher("/" + root.relativize(file)).find())
                .filter(file -> file.toFile().length() < LONGEST_TEXT_BYTES);
    }

    /** Byte by byte: files that are no text are looked at too. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
