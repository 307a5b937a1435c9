package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleClasspathTest {
    @TempDir
    private Path folder;

    private Path own;
    private Path sibling;
    private Path foreign;

    @BeforeEach
    void build() throws IOException {
        Path root = folder.resolve("project");
        own = archive(root.resolve("store/target/store-0.1.0-SNAPSHOT.jar"), "own 1");
        sibling = archive(root.resolve("schemas/target/schemas-0.1.0-SNAPSHOT.jar"), "sibling 1");
        foreign = archive(folder.resolve("library.jar"), "foreign");
        Files.writeString(root.resolve("store/target/classpath"), sibling + File.pathSeparator + foreign + "\n");
    }

    @Test
    void aLaterBuildChangesNothingThatARunningProcessLoadsFrom() throws IOException {
        List<Path> running = classpath();
        Files.writeString(own, "own 2");
        Files.writeString(sibling, "sibling 2");
        assertThat(running).map(Files::readString).containsExactly("own 1", "sibling 1", "foreign");
        assertThat(classpath()).map(Files::readString).containsExactly("own 2", "sibling 2", "foreign");
    }

    @Test
    void theSameBuildHasTheSameClassPath() throws IOException {
        List<Path> first = classpath();
        assertThat(classpath()).isEqualTo(first).last().isEqualTo(foreign);
    }

    @Test
    void aCopyThatWasCutIsMadeAgain() throws IOException {
        Files.writeString(classpath().getFirst(), "");
        assertThat(classpath()).first().satisfies(copy -> assertThat(copy).hasContent("own 1"));
    }

    @Test
    void classesServeWhereNoArchiveWasMade() throws IOException {
        Files.delete(own);
        assertThat(classpath()).first().isEqualTo(folder.resolve("project/store/target/classes"));
    }

    @Test
    void saysHowToBuildWhatIsNotBuilt() throws IOException {
        Files.delete(folder.resolve("project/store/target/classpath"));
        assertThatThrownBy(this::classpath)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("store is not built")
                .hasMessageContaining("mvn -DskipTests package");
    }

    @Test
    void saysWhatCannotBeCopiedAndLeavesNothingOfIt() throws IOException {
        Path copy = classpath().getFirst();
        Files.delete(copy);
        Files.createDirectories(copy.resolve("in the way"));
        assertThatThrownBy(this::classpath)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("store")
                .hasMessageContaining("copied");
        try (Stream<Path> left = Files.list(copy.getParent())) {
            assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    private List<Path> classpath() {
        return ModuleClasspath.of(new Layout(folder.resolve("project")), "store");
    }

    private static Path archive(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
