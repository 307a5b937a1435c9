package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A service's executable archive, unpacked once per build into plain archives: the nested form starts slower and
 * cannot have an AOT cache, and a later build does not change what a running process has loaded from.
 *
 * @param archive as the build left it
 * @param unpacked folder of this service's own classes
 * @param libraries folder of the libraries, which services share
 */
record BootApplication(Path archive, Path unpacked, Path libraries) {
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    JavaCommand command(List<String> flags, Map<String, String> properties, List<String> arguments) {
        if (!Files.exists(archive)) {
            throw new UserError("not built: " + archive + " is missing. Run mvn -DskipTests package");
        }
        try (JarFile jar = new JarFile(archive.toFile())) {
            String main = jar.getManifest().getMainAttributes().getValue("Start-Class");
            return new JavaCommand(flags, properties, unpack(jar), main, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(archive + " cannot be unpacked", e);
        }
    }

    private List<Path> unpack(JarFile jar) throws IOException {
        Files.createDirectories(unpacked);
        Files.createDirectories(libraries);
        List<Path> classpath = new ArrayList<>();
        classpath.add(unpackClasses(jar));
        for (JarEntry entry : jar.stream().toList()) {
            if (entry.getName().startsWith(LIBRARIES) && !entry.isDirectory()) {
                classpath.add(unpackLibrary(jar, entry));
            }
        }
        return classpath;
    }

    private Path unpackClasses(JarFile jar) throws IOException {
        String build = Long.toHexString(checksum(jar));
        Path classes = unpacked.resolve("classes-" + build + ".jar");
        if (!Files.exists(classes)) {
            Copies.make(classes, unfinished -> copyClasses(jar, unfinished));
        }
        return classes;
    }

    private static void copyClasses(JarFile jar, Path copy) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().startsWith(CLASSES) && entry.getName().length() > CLASSES.length()) {
                    copyClass(jar, entry, out);
                }
            }
        }
    }

    /** Over the contents, because a reproducible build gives its archive the same time whatever is in it. */
    private static long checksum(JarFile jar) {
        CRC32 checksum = new CRC32();
        for (JarEntry entry : jar.stream().toList()) {
            if (entry.getName().startsWith(CLASSES)) {
                checksum.update((entry.getName() + " " + entry.getCrc() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return checksum.getValue();
    }

    /** Folders too: without their entries Spring's scan for components finds nothing in an archive. */
    private static void copyClass(JarFile jar, JarEntry entry, JarOutputStream out) throws IOException {
        JarEntry copy = new JarEntry(entry.getName().substring(CLASSES.length()));
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(out);
        }
        out.closeEntry();
    }

    /** Libraries are told apart by their checksums, so that services share those that are the same. */
    private Path unpackLibrary(JarFile jar, JarEntry entry) throws IOException {
        String name = entry.getName().substring(LIBRARIES.length());
        Path library = libraries.resolve(Long.toHexString(entry.getCrc()) + "-" + name);
        if (!Copies.isThere(library, entry.getSize())) {
            Copies.make(library, unfinished -> {
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
                }
            });
        }
        return library;
    }
}
