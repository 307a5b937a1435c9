package io.coinslot.localstack.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** The class path of a module that is no executable archive, as its build wrote it down. */
final class ModuleClasspath {
    private ModuleClasspath() {}

    static List<Path> of(Layout layout, String module) {
        List<Path> files = new ArrayList<>();
        String classpath = classpath(layout, module);
        try {
            files.add(kept(layout, archiveOrClasses(layout, module)));
            for (String file : classpath.split(File.pathSeparator)) {
                files.add(kept(layout, Path.of(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what " + module + " runs from cannot be copied", e);
        }
        return files;
    }

    private static String classpath(Layout layout, String module) {
        try {
            return Files.readString(layout.classpath(module)).strip();
        } catch (IOException e) {
            throw new UserError("the module " + module + " is not built: " + layout.classpath(module)
                    + " is missing. Run mvn -DskipTests package");
        }
    }

    /** An archive of this project is copied: the next build must not change what a running process loads from. */
    private static Path kept(Layout layout, Path file) throws IOException {
        if (!file.startsWith(layout.root()) || !Files.isRegularFile(file)) {
            return file;
        }
        CRC32 checksum = new CRC32();
        checksum.update(Files.readAllBytes(file));
        Path copy = layout.application("libraries")
                .resolve(Long.toHexString(checksum.getValue()) + "-" + file.getFileName());
        if (!Copies.isThere(copy, Files.size(file))) {
            Copies.make(copy, unfinished -> Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING));
        }
        return copy;
    }

    /** An archive if there is one, since an AOT cache takes classes from archives only. */
    private static Path archiveOrClasses(Layout layout, String module) {
        Path archive = layout.root().resolve(module).resolve("target").resolve(module + "-0.1.0-SNAPSHOT.jar");
        return Files.exists(archive) ? archive : layout.classes(module);
    }
}
