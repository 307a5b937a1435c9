package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.houserules.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference pages in docs name what the code has, and nothing else. */
class ReferenceTest {
    private static final Pattern PROBLEM = Pattern.compile("(?m)^    ([A-Z_]+)\\((\\d{3}), \"");
    private static final Pattern METER = Pattern.compile("\"(coinslot(?:\\.[a-z]+){2,})\"");
    private static final Pattern NAMED_METER =
            Pattern.compile("`(coinslot(?:_[a-z]+)+?)(?:_total|_seconds)?(?:\\{[^`]*)?`");
    private static final Pattern SETTING_ROW =
            Pattern.compile("^\\| `(coinslot\\.[\\w.-]+)` \\| (?:`([^`]*)`|–) \\|.*");
    private static final Pattern PROBLEM_ROW = Pattern.compile("^\\| `([a-z-]+)` \\| (\\d{3}) \\|.*");
    private static final SourceTree TREE = SourceTree.ofWorkingDirectory();
    /** What runs in production. */
    private static final List<String> SOURCES = new ArrayList<>();

    @BeforeAll
    static void readEveryFile() throws IOException {
        Set<String> others = Set.of("market-simulators", "local-stack", "example-game", "benchmarks", "house-rules");
        for (Path file : TREE.javaFiles()) {
            Path relative = TREE.root().relativize(file);
            if (relative.toString().contains("/src/main/java/")
                    && !others.contains(relative.getName(0).toString())) {
                SOURCES.add(Files.readString(file));
            }
        }
    }

    @Test
    void everySettingIsInConfigurationWithItsDefault() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        rows("configuration.md", SETTING_ROW)
                .forEach(row -> documented.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
        assertThat(documented).isEqualTo(DocumentedSettings.in(SOURCES));
    }

    @Test
    void everyMeterIsInMetrics() throws IOException {
        Set<String> metered = SOURCES.stream()
                .filter(source -> source.contains("import io.micrometer."))
                .flatMap(source -> METER.matcher(source).results())
                .map(match -> match.group(1).replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = Files.readString(TREE.root().resolve("docs/metrics.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> NAMED_METER
                        .matcher(line.substring(0, line.indexOf('|', 1)))
                        .results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(metered);
    }

    @Test
    void everyProblemIsInProblemsWithItsStatus() throws IOException {
        Map<String, String> thrown = SOURCES.stream()
                .filter(source -> source.contains("implements ProblemType"))
                .flatMap(source -> PROBLEM.matcher(source).results())
                .collect(Collectors.toMap(
                        match -> match.group(1).toLowerCase(Locale.ROOT).replace('_', '-'), match -> match.group(2)));
        Map<String, String> documented = new TreeMap<>();
        rows("problems.md", PROBLEM_ROW).forEach(row -> documented.put(row.group(1), row.group(2)));
        assertThat(documented).containsAllEntriesOf(thrown);
        // What is told to partners alone has no enum of problems.
        assertThat(documented).containsEntry("request-replayed", partnersStatusOf("REQUEST_REPLAYED"));
        documented.keySet().removeAll(Set.of("request-replayed", "token-unknown"));
        assertThat(documented).hasSameSizeAs(thrown);
    }

    /** As partners.yaml lists the codes: each group ends with its status in brackets. */
    private static String partnersStatusOf(String code) throws IOException {
        Matcher group = Pattern.compile(code + "[^()]*\\((\\d{3})\\)").matcher(description("partners.yaml"));
        assertThat(group.find()).isTrue();
        return group.group(1);
    }

    private static String description(String file) throws IOException {
        return Files.readString(
                TREE.root().resolve("api-gateway/src/main/resources/openapi").resolve(file));
    }

    /** A request that the description calls good is not refused for its size. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ClientEventBody          | MOST_DATA                 | game.yaml      | maxProperties: %s\\s+propertyNames: .minLength: 1, maxLength: 64
        ClientEventBody          | LONGEST_NAME              | game.yaml      | propertyNames: .minLength: 1, maxLength: %s
        ClientEventBody          | LONGEST_VALUE             | game.yaml      | number, boolean., maxLength: %s
        LimitText                | MOST_LIMITS               | game.yaml      | UserLimits:(?s:.{0,80})maxItems: %s
        ReceiptController        | LONGEST_CONTENT           | purchases.yaml | purchaseToken: .type: string, minLength: 1, maxLength: %s
        ProductCheck             | LONGEST_NAME              | products.yaml  | name: .type: string, minLength: 1, maxLength: %s
        ProductCheck             | MOST_PRICES               | products.yaml  | minItems: 1\\s+maxItems: %s\\s+items:\\s+type: object\\s+description: .The closest
        ProductCheck             | LONGEST_MARKET_PRODUCT_ID | products.yaml  | additionalProperties: .type: string, minLength: 1, maxLength: %s
        catalog/product/ImportController | MOST_PRODUCTS     | products.yaml  | maxItems: %s
        catalog/product/ImportController | MOST_PRICES       | products.yaml  | with %s prices in all
        LinkField                | MOST_FIELDS               | services.yaml  | settings: .type: object, maxProperties: %s
        LinkField                | MOST_CHARACTERS           | services.yaml  | more than %s characters in all
        """)
    void limitsOfRequestsAreInTheDescription(String source, String constant, String file, String text)
            throws IOException {
        Matcher value = Pattern.compile("int " + constant + " = ([\\d_]+);").matcher(source(source + ".java"));
        assertThat(value.find()).isTrue();
        assertThat(description(file))
                .containsPattern(text.replace("%s", value.group(1).replace("_", "") + "\\b"));
    }

    private static String source(String name) throws IOException {
        for (Path file : TREE.javaFiles()) {
            if (file.toString().contains("/src/main/java/") && file.toString().endsWith("/" + name)) {
                return Files.readString(file);
            }
        }
        throw new IOException("no source " + name);
    }

    @Test
    void everyDecisionIsInTheirIndexOnce() throws IOException {
        Path folder = TREE.root().resolve("docs/adr");
        Pattern link = Pattern.compile("]\\((\\d{4}-[\\w-]+\\.md)\\) \\|");
        try (Stream<Path> pages = Files.list(folder)) {
            assertThat(link.matcher(Files.readString(folder.resolve("README.md")))
                            .results()
                            .map(match -> match.group(1)))
                    .containsExactlyElementsOf(
                            pages.map(page -> page.getFileName().toString())
                                    .filter(name -> !name.equals("README.md"))
                                    .sorted()
                                    .toList());
        }
    }

    private static Stream<MatchResult> rows(String page, Pattern row) throws IOException {
        return Files.readString(TREE.root().resolve("docs").resolve(page))
                .lines()
                .flatMap(line -> row.matcher(line).results());
    }
}
