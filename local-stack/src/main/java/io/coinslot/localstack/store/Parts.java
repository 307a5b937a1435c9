package io.coinslot.localstack.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files that hold the documents which are not in memory: a snapshot and the parts that were written after it. They
 * are read by position and not mapped, since mapped pages would count as memory of the process. Files are added and
 * removed under the write lock of the {@link Engine}; documents are read under either lock.
 */
final class Parts implements AutoCloseable {
    /** The place of a document that lies in no file: no file has a document in its first bytes. */
    static final long NOWHERE = 0;

    private static final int OFFSET_BITS = 40;

    /**
     * One of the files.
     *
     * @param sequence the last change that it covers
     * @param bytes its length
     */
    record Part(Path file, FileChannel channel, long sequence, long bytes) {}

    /** By the number that places name them by; null for a number that is free. */
    private final List<@Nullable Part> numbered = new ArrayList<>();

    /** The number by which places name the file. */
    int add(Part part) {
        int free = numbered.indexOf(null);
        if (free < 0) {
            numbered.add(part);
            return numbered.size() - 1;
        }
        numbered.set(free, part);
        return free;
    }

    int numberOf(Part part) {
        return numbered.indexOf(part);
    }

    static long place(int number, long offset) {
        return (long) number << OFFSET_BITS | offset;
    }

    /** The number of the file that a place is in. */
    static int number(long place) {
        return (int) (place >>> OFFSET_BITS);
    }

    byte[] read(long place, int length) {
        Part part = Objects.requireNonNull(numbered.get(number(place)), "a file in use was removed");
        try {
            ByteBuffer document = ByteBuffer.allocate(length);
            readFully(part.channel(), place & ((1L << OFFSET_BITS) - 1), document);
            return document.array();
        } catch (IOException e) {
            throw new UncheckedIOException("a document cannot be read", e);
        }
    }

    /** Fills the buffer from this offset on. */
    static void readFully(FileChannel channel, long offset, ByteBuffer into) throws IOException {
        int start = into.position();
        while (into.hasRemaining()) {
            if (channel.read(into, offset + into.position() - start) < 0) {
                throw new EOFException("the file ends before byte " + (offset + into.limit() - start));
            }
        }
    }

    /** The files in the order in which they were written. */
    List<Part> inOrder() {
        return numbered.stream()
                .filter(Objects::nonNull)
                .sorted((left, right) -> Long.compare(left.sequence(), right.sequence()))
                .toList();
    }

    long bytes() {
        return inOrder().stream().mapToLong(Part::bytes).sum();
    }

    /** Closes and forgets a file to which no place refers any more. */
    void remove(Part part) throws IOException {
        numbered.set(numberOf(part), null);
        part.channel().close();
    }

    @Override
    public void close() throws IOException {
        for (Part part : inOrder()) {
            part.channel().close();
        }
    }
}
