package io.coinslot.simulators.memory;

import io.coinslot.simulators.protocol.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A market's append-only file, one JSON entry a line. An entry is in the operating system's hands when {@link #append}
 * or the {@link #together} around it returns, so it survives a kill of this process, though not a power cut; a torn
 * last line is cut off at the next start. Its owner calls it under one lock; only {@link #read} may be called by anyone.
 */
public final class Journal implements AutoCloseable {
    private final FileChannel file;
    private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
    private boolean together;
    private long end;

    /** @param end where the next entry goes */
    Journal(FileChannel file, long end) {
        this.file = file;
        this.end = end;
    }

    /** Where an entry lies in the file. */
    public record Position(long offset, int length) {}

    /** Opens the file, handing each entry that it holds to the reader of its kind, in order. */
    public static Journal open(Path path, Map<String, BiConsumer<JsonNode, Position>> readers) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            long end = Files.exists(path) ? replay(path, readers) : 0;
            FileChannel file = FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            file.truncate(end);
            return new Journal(file, end);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    /** Appends one entry. */
    public Position append(String kind, Object value) {
        byte[] line = line(kind, value);
        Position position = new Position(end + unwritten.size(), line.length);
        unwritten.writeBytes(line);
        if (!together) {
            write();
        }
        return position;
    }

    /** Writes all entries that the work appends in one go, so that a kill leaves all of them or none. */
    public <T> T together(Supplier<T> work) {
        together = true;
        try {
            return work.get();
        } finally {
            together = false;
            write();
        }
    }

    /** Reads an entry's value again. */
    public JsonNode read(Position position) {
        ByteBuffer buffer = ByteBuffer.allocate(position.length());
        try {
            while (buffer.hasRemaining() && file.read(buffer, position.offset() + buffer.position()) >= 0) {
                // Read on: one call may return less than was asked for.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.read(buffer.array()).path("value");
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() {
        ByteBuffer buffer = ByteBuffer.wrap(unwritten.toByteArray());
        unwritten.reset();
        long before = end;
        try {
            while (buffer.hasRemaining()) {
                end += file.write(buffer, end);
            }
        } catch (IOException e) {
            takeBack(before, e);
            throw new UncheckedIOException(e);
        }
    }

    /** The disk is full, as it may be: half an entry with another one behind it could not be read at the next start. */
    private void takeBack(long to, IOException failure) {
        end = to;
        try {
            file.truncate(to);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Written by hand around the value, since building a tree of it would double the work. */
    private static byte[] line(String kind, Object value) {
        byte[] head = ("{\"kind\":\"" + kind + "\",\"value\":").getBytes(StandardCharsets.US_ASCII);
        byte[] json = Json.bytes(value);
        byte[] line = Arrays.copyOf(head, head.length + json.length + 2);
        System.arraycopy(json, 0, line, head.length, json.length);
        line[line.length - 2] = '}';
        line[line.length - 1] = '\n';
        return line;
    }

    private static long replay(Path path, Map<String, BiConsumer<JsonNode, Position>> readers) throws IOException {
        long offset = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            for (int next = stream.read(); next >= 0; next = stream.read()) {
                line.write(next);
                if (next == '\n') {
                    accept(line.toByteArray(), offset, readers);
                    offset += line.size();
                    line.reset();
                }
            }
        }
        return offset;
    }

    private static void accept(byte[] line, long offset, Map<String, BiConsumer<JsonNode, Position>> readers) {
        JsonNode entry = Json.read(line);
        BiConsumer<JsonNode, Position> reader = readers.get(entry.path("kind").stringValue(""));
        if (reader == null) {
            throw new IllegalStateException("unknown entry in the journal: " + entry.path("kind"));
        }
        reader.accept(entry.path("value"), new Position(offset, line.length));
    }
}
