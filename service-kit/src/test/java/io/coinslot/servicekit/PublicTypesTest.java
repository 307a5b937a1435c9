package io.coinslot.servicekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.houserules.HouseRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicTypesTest {
    private static final Pattern PUBLIC_TYPE = Pattern.compile("(?m)^public ");
    private static final Pattern QUOTED = Pattern.compile("`([A-Z]\\w+)`");

    @Test
    void theReadmeListsThePublicTypesAndNoOthers() throws IOException {
        assertThat(listedInTheReadme()).isEqualTo(publicTypes());
    }

    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.coinslot.servicekit");
    }

    private static Set<String> publicTypes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> PUBLIC_TYPE.matcher(read(file)).find())
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> listedInTheReadme() throws IOException {
        return Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("| "))
                .flatMap(line -> QUOTED.matcher(line).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
