package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Copies of what was built, each under a name that tells its content, so that one that is there is not made again. */
final class Copies {
    private Copies() {}

    /** Writes the content of a copy. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path unfinished) throws IOException;
    }

    /** Makes a copy in its place. Nothing is left of one that cannot be written. */
    static void make(Path place, Content content) throws IOException {
        Files.createDirectories(place.getParent());
        Path unfinished = Files.createTempFile(place.getParent(), "copy", ".tmp");
        try {
            content.writeTo(unfinished);
            put(unfinished, place);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Puts a written file in its place: its content outlasts a loss of power if its name does. */
    private static void put(Path unfinished, Path place) throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether the copy is there and as long as what it was made of. */
    static boolean isThere(Path copy, long bytes) throws IOException {
        return Files.exists(copy) && Files.size(copy) == bytes;
    }
}
