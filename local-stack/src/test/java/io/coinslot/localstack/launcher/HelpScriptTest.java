package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in a fresh copy of the sources, of which nothing is built, at a path with a space. */
class HelpScriptTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path HELP = Path.of("local-stack/src/main/resources/help");

    @TempDir
    Path directory;

    private Path clone;

    @BeforeEach
    void copy() throws IOException {
        clone = Files.createDirectories(directory.resolve("a clone"));
        Files.copy(ROOT.resolve("coinslot"), clone.resolve("coinslot"));
        Files.createDirectories(clone.resolve(HELP));
        for (String name : List.of("help.txt", "bench.txt", "down.txt")) {
            Files.copy(ROOT.resolve(HELP).resolve(name), clone.resolve(HELP).resolve(name));
        }
    }

    private record Ending(int exitCode, String output) {}

    private Ending run(String... arguments) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("bash", clone.resolve("coinslot").toString()));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ending(process.waitFor(), output);
    }

    private String text(String command) throws IOException {
        return Files.readString(ROOT.resolve(HELP).resolve(command + ".txt"));
    }

    @Test
    void everyWayOfAskingForHelpGivesItAndBuildsAndStartsNothing() throws Exception {
        assertThat(run()).isEqualTo(new Ending(0, text("help")));
        assertThat(run("--help")).isEqualTo(new Ending(0, text("help")));
        assertThat(run("help", "bench")).isEqualTo(new Ending(0, text("bench")));
        assertThat(run("help", "--json")).isEqualTo(new Ending(0, text("help")));
        assertThat(run("help", "--json", "bench")).isEqualTo(new Ending(0, text("bench")));
        assertThat(run("help", "bench", "--json")).isEqualTo(new Ending(0, text("bench")));
        assertThat(run("bench", "--help")).isEqualTo(new Ending(0, text("bench")));
        assertThat(run("down", "--purge", "-h")).isEqualTo(new Ending(0, text("down")));
        assertThat(clone.resolve(".coinslot")).doesNotExist();
    }

    @Test
    void aCommandThatThereIsNotIsRefusedBeforeAnythingIsBuilt() throws Exception {
        assertThat(run("stop")).isEqualTo(new Ending(1, "There is no command stop; see ./coinslot help\n"));
        assertThat(run("help", "../help").exitCode()).isEqualTo(1);
        assertThat(clone.resolve(".coinslot")).doesNotExist();
    }
}
