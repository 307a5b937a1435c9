package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.localstack.process.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootApplicationTest {
    @TempDir
    private Path folder;

    @Test
    void takesTheClassesOfANewBuildThoughItsArchiveHasTheSameTime() throws IOException {
        List<Path> first = build("one").classpath();
        assertThat(build("one").classpath()).isEqualTo(first);
        List<Path> second = build("two").classpath();
        assertThat(second.getFirst()).isNotEqualTo(first.getFirst()).exists();
        assertThat(second.getLast()).isEqualTo(first.getLast());
    }

    @Test
    void keepsTheFoldersSinceComponentsAreSearchedByThem() throws IOException {
        try (JarFile classes = new JarFile(build("one").classpath().getFirst().toFile())) {
            assertThat(classes.stream().map(JarEntry::getName)).containsExactly("io/", "io/Service.class");
        }
    }

    private JavaCommand build(String content) throws IOException {
        Path archive = folder.resolve("service-app.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(archive), manifest())) {
            jar.putNextEntry(new JarEntry("BOOT-INF/classes/"));
            jar.putNextEntry(new JarEntry("BOOT-INF/classes/io/"));
            write(jar, "BOOT-INF/classes/io/Service.class", content);
            write(jar, "BOOT-INF/lib/library.jar", "library");
        }
        Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
        return new BootApplication(archive, folder.resolve("own"), folder.resolve("libraries"))
                .command(List.of(), Map.of(), List.of());
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", "Service");
        return manifest;
    }

    private static void write(JarOutputStream jar, String name, String content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
