package io.coinslot.localstack.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a store: {@code snapshot-N} holds the state after change N, {@code part-N} what had changed up to N since
 * the file before it, {@code log-N} the changes from N on.
 */
record LogFiles(Path directory) {
    private static final Pattern NAME = Pattern.compile("(log|part|snapshot)-(\\d+)");

    Path log(long firstSequence) {
        return directory.resolve("log-%019d".formatted(firstSequence));
    }

    Path snapshot(long lastSequence) {
        return directory.resolve("snapshot-%019d".formatted(lastSequence));
    }

    Path part(long lastSequence) {
        return directory.resolve("part-%019d".formatted(lastSequence));
    }

    /** Where a part is written until it is whole. */
    Path unfinished() {
        return directory.resolve("unfinished.tmp");
    }

    /** Where a snapshot is written until it is whole, while parts are written beside it. */
    Path unfinishedSnapshot() {
        return directory.resolve("unfinished-snapshot.tmp");
    }

    List<Path> logs() throws IOException {
        return named("log");
    }

    List<Path> snapshots() throws IOException {
        return named("snapshot");
    }

    List<Path> parts() throws IOException {
        return named("part");
    }

    /** The number in the name of a file. */
    static long number(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file.toString());
        }
        return Long.parseLong(matcher.group(2));
    }

    /** Deletes what the snapshot with this sequence replaces, and what an interrupted compaction left. */
    void deleteOlderThan(long snapshotSequence) throws IOException {
        delete(logs(), snapshotSequence);
        delete(parts(), snapshotSequence);
        delete(snapshots(), snapshotSequence - 1);
        force();
    }

    /** Deletes the logs that the part with this sequence replaces. */
    void deleteLogsThrough(long partSequence) throws IOException {
        delete(logs(), partSequence);
        force();
    }

    private static void delete(List<Path> files, long lastSequence) throws IOException {
        for (Path file : files) {
            if (number(file) <= lastSequence) {
                Files.delete(file);
            }
        }
    }

    /** Makes created, renamed and deleted names durable. */
    void force() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private List<Path> named(String kind) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> {
                        Matcher matcher = NAME.matcher(file.getFileName().toString());
                        return matcher.matches() && matcher.group(1).equals(kind);
                    })
                    .sorted()
                    .toList();
        }
    }
}
