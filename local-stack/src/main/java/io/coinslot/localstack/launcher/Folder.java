package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Folders that are made, emptied and deleted with all that is in them. */
final class Folder {
    private Folder() {}

    /** Makes it for the user alone who started this, or leaves what there is and restricts it. */
    static void createRestricted(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(
                folder,
                Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE));
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
