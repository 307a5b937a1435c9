package io.coinslot.localstack.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads a whole part or snapshot in order, chunk by chunk, and checks each. */
final class PartReader {
    private final Path file;
    private final FileChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    private long predecessor;

    PartReader(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** What is done with the changes of a file. */
    interface Reader extends Changes.Reader {
        /** Changes follow that lie in the file from this offset on. */
        void startChunk(long offset);
    }

    /**
     * Reads the file to its end.
     *
     * @throws DamagedLogException if a part of it is not as it was written
     */
    void read(Reader reader) throws IOException {
        long size = channel.size();
        long offset = 0;
        LogEntry entry;
        do {
            entry = entryAt(offset, size);
            reader.startChunk(offset + LogEntry.HEADER_BYTES);
            Changes.read(entry.payload().duplicate(), reader);
            predecessor = entry.durableBefore();
            offset += entry.totalBytes();
        } while (entry.payload().hasRemaining());
        if (offset != size) {
            throw new DamagedLogException(file, offset, "something follows the end");
        }
    }

    /** The file that the one read has to be read after, by its sequence. */
    long predecessor() {
        return predecessor;
    }

    private LogEntry entryAt(long offset, long size) throws IOException {
        long left = size - offset - LogEntry.HEADER_BYTES;
        int length = left < 0 ? -1 : lengthAt(offset);
        LogEntry entry = length < 0 || length > left ? null : LogEntry.read(filled(offset, length), 0);
        if (entry == null) {
            throw new DamagedLogException(file, offset, "an entry cannot be read");
        }
        return entry;
    }

    private int lengthAt(long offset) throws IOException {
        Parts.readFully(channel, offset, buffer.clear().limit(LogEntry.HEADER_BYTES));
        return buffer.getInt(0);
    }

    private ByteBuffer filled(long offset, int length) throws IOException {
        int needed = LogEntry.HEADER_BYTES + length;
        if (buffer.capacity() < needed) {
            buffer = ByteBuffer.allocate(needed);
        }
        Parts.readFully(channel, offset, buffer.clear().limit(needed));
        return buffer.flip();
    }
}
