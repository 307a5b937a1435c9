package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A service's executable archive, unpacked once per build into plain archives: the nested form starts slower and
 * cannot have an AOT cache.
 */
record BootApplication(Path archive, Path unpacked) {

    JavaCommand command(List<String> flags, Map<String, String> properties, List<String> arguments) {
        if (!Files.exists(archive)) {
            throw new UserError("not built: " + archive + " is missing. Run mvn -DskipTests package");
        }
        try {
            unpackIfOld();
            Path application = unpacked.resolve(archive.getFileName());
            return new JavaCommand(flags, properties, classpath(application), mainClass(application), arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpackIfOld() throws IOException {
        Path stamp = unpacked.resolve("unpacked-from");
        String identity = Files.size(archive) + " " + Files.getLastModifiedTime(archive);
        if (Files.exists(stamp) && Files.readString(stamp).equals(identity)) {
            return;
        }
        deleteUnpacked();
        Files.createDirectories(unpacked.getParent());
        Process tools = new ProcessBuilder(
                        JavaCommand.java().toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        archive.toString(),
                        "extract",
                        "--destination",
                        unpacked.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(tools.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (tools.onExit().join().exitValue() != 0) {
            throw new IOException(archive + " cannot be unpacked: " + output.strip());
        }
        Files.writeString(stamp, identity);
    }

    private void deleteUnpacked() throws IOException {
        if (Files.exists(unpacked)) {
            try (Stream<Path> files = Files.walk(unpacked)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<Path> classpath(Path application) throws IOException {
        List<Path> files = new ArrayList<>(List.of(application));
        for (String library :
                manifest(application).getValue(Attributes.Name.CLASS_PATH).split(" ")) {
            files.add(application.resolveSibling(library));
        }
        return files;
    }

    private static String mainClass(Path application) throws IOException {
        return manifest(application).getValue(Attributes.Name.MAIN_CLASS);
    }

    private static Attributes manifest(Path application) throws IOException {
        try (JarFile jar = new JarFile(application.toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }
}
