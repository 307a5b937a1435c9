package io.coinslot.localstack.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a directory at the start: the newest snapshot, the parts after it in order, then the logs. */
final class Recovery {
    private final LogFiles files;
    private final Contents contents;
    private final Set<Long> read = new HashSet<>(Set.of(0L));
    private long sequence;

    Recovery(LogFiles files, Contents contents) {
        this.files = files;
        this.contents = contents;
    }

    /**
     * Returns the sequence of the last change.
     *
     * @throws DamagedLogException if something that was acknowledged is missing or cannot be read
     */
    long run() throws IOException {
        Files.deleteIfExists(files.unfinished());
        Files.deleteIfExists(files.unfinishedSnapshot());
        List<Path> snapshots = files.snapshots();
        if (!snapshots.isEmpty()) {
            readFolded(snapshots.getLast());
            files.deleteOlderThan(sequence);
        }
        for (Path part : files.parts()) {
            long predecessor = readFolded(part);
            if (!read.contains(predecessor)) {
                throw new DamagedLogException(part, 0, "the file of change " + predecessor + " before it is missing");
            }
        }
        contents.takeUnfolded();
        files.deleteLogsThrough(sequence);
        readLogs();
        contents.findFreeSlots();
        return sequence;
    }

    /** Returns the sequence of the file before it. */
    private long readFolded(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        long number = LogFiles.number(file);
        int place = contents.parts().add(new Parts.Part(file, channel, number, channel.size()));
        PartReader reader = new PartReader(file, channel);
        reader.read(new Locating(contents, place));
        read.add(number);
        sequence = number;
        return reader.predecessor();
    }

    private void readLogs() throws IOException {
        List<Path> logs = files.logs();
        if (!logs.isEmpty() && LogFiles.number(logs.getFirst()) != sequence + 1) {
            throw new DamagedLogException(logs.getFirst(), 0, "change " + (sequence + 1) + " before it is missing");
        }
        for (Path log : logs) {
            sequence = new LogReader(log, new Replay(contents), sequence).replay();
        }
    }

    /** Notes where the documents of a file lie. */
    private static final class Locating implements PartReader.Reader {
        private final Contents contents;
        private final int part;
        private long chunk;

        Locating(Contents contents, int part) {
            this.contents = contents;
            this.part = part;
        }

        @Override
        public void startChunk(long offset) {
            chunk = offset;
        }

        @Override
        public void put(String namespace, int slot, ByteBuffer document, int position) {
            contents.slots(namespace).putFolded(slot, Parts.place(part, chunk + position), document.remaining());
        }

        @Override
        public void remove(String namespace, int slot) {
            contents.slots(namespace).remove(slot);
        }

        @Override
        public void clear(String namespace) {
            contents.slots(namespace).clear();
        }
    }
}
