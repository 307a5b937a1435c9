package io.coinslot.localstack.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Replays one log file. */
final class LogReader {
    /** No more writes than this can be in flight when the machine stops. */
    private static final long MOST_IN_FLIGHT = 10_000_000;

    private final Path file;
    private final Changes.Reader reader;
    private long sequence;

    LogReader(Path file, Changes.Reader reader, long lastSequence) {
        this.file = file;
        this.reader = reader;
        this.sequence = lastSequence;
    }

    /**
     * Applies every entry, cuts a torn tail, and returns the last sequence.
     *
     * @throws DamagedLogException if an entry is unreadable that was acknowledged, as later entries tell
     */
    long replay() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw new DamagedLogException(file, size, "it is larger than the store ever writes");
            }
            ByteBuffer bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena).asByteBuffer();
            int end = applyWholeEntries(bytes);
            if (end < size) {
                refuseIfAcknowledged(bytes, end);
                channel.truncate(end);
                channel.force(true);
            }
        }
        return sequence;
    }

    private int applyWholeEntries(ByteBuffer bytes) throws DamagedLogException {
        int offset = 0;
        for (LogEntry entry = LogEntry.read(bytes, 0); entry != null; entry = LogEntry.read(bytes, offset)) {
            if (entry.sequence() != sequence + 1) {
                throw new DamagedLogException(
                        file, offset, "change " + (sequence + 1) + " is missing, found " + entry.sequence());
            }
            Changes.read(entry.payload(), reader);
            sequence = entry.sequence();
            offset += entry.totalBytes();
        }
        return offset;
    }

    private void refuseIfAcknowledged(ByteBuffer bytes, int damagedAt) throws DamagedLogException {
        for (int offset = damagedAt + 1; offset <= bytes.limit() - LogEntry.HEADER_BYTES; offset++) {
            LogEntry later = laterEntry(bytes, offset);
            if (later != null && later.durableBefore() > sequence) {
                throw new DamagedLogException(
                        file, damagedAt, "change " + (sequence + 1) + " cannot be read but was acknowledged");
            }
        }
    }

    private @Nullable LogEntry laterEntry(ByteBuffer bytes, int offset) {
        long candidate = bytes.getLong(offset + 8);
        boolean plausible = candidate > sequence && candidate < sequence + MOST_IN_FLIGHT;
        return plausible ? LogEntry.read(bytes, offset) : null;
    }
}
