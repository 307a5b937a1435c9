package io.coinslot.localstack.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a part or a snapshot: beside, and renamed when durable. Its entries are those of the log; each names the file
 * before it, and the last one is empty and marks the end.
 */
final class PartWriter implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 20;

    private final LogFiles files;
    private final Path unfinished;
    private final long predecessor;
    private final FileChannel channel;
    private final Changes chunk = new Changes();
    private long entries;
    private long written;
    private boolean finished;

    private PartWriter(LogFiles files, Path unfinished, long predecessor) throws IOException {
        this.files = files;
        this.predecessor = predecessor;
        this.unfinished = unfinished;
        this.channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** @param predecessor the sequence of the file that this one is read after, or zero */
    static PartWriter ofPart(LogFiles files, long predecessor) throws IOException {
        return new PartWriter(files, files.unfinished(), predecessor);
    }

    /** A snapshot is read after nothing. */
    static PartWriter ofSnapshot(LogFiles files) throws IOException {
        return new PartWriter(files, files.unfinishedSnapshot(), 0);
    }

    /** Returns where in the file the document will be. */
    long put(byte[] namespace, int slot, ByteBuffer document) throws IOException {
        writeChunkIfFull();
        return written + LogEntry.HEADER_BYTES + chunk.put(namespace, slot, document);
    }

    void remove(byte[] namespace, int slot) throws IOException {
        writeChunkIfFull();
        chunk.remove(namespace, slot);
    }

    void clear(byte[] namespace) {
        chunk.clear(namespace);
    }

    /** Makes the file durable under its name, and leaves it open for reading. */
    Parts.Part finish(Path file, long sequence) throws IOException {
        if (!chunk.isEmpty()) {
            writeChunk();
        }
        writeChunk();
        channel.force(true);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        files.force();
        finished = true;
        return new Parts.Part(file, channel, sequence, written);
    }

    private void writeChunkIfFull() throws IOException {
        if (chunk.size() >= CHUNK_BYTES) {
            writeChunk();
        }
    }

    private void writeChunk() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(LogEntry.HEADER_BYTES + chunk.size());
        LogEntry.write(out, ++entries, predecessor, chunk.bytes());
        out.flip();
        while (out.hasRemaining()) {
            written += channel.write(out);
        }
        chunk.reset();
    }

    /** Gives up a file that was not finished, and the space that it took: the disk may be full. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            channel.close();
            Files.deleteIfExists(unfinished);
        }
    }
}
