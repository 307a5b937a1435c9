package io.coinslot.localstack.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole contents at one moment in one file, written beside and renamed when durable. Its entries are those of the
 * log; the last one is empty and marks the end.
 */
final class Snapshot {
    private static final int CHUNK_BYTES = 1 << 20;

    private final FileChannel channel;
    private final Changes chunk = new Changes();
    private long entries;

    private Snapshot(FileChannel channel) {
        this.channel = channel;
    }

    static void write(LogFiles files, long sequence, Map<String, List<byte @Nullable []>> picture) throws IOException {
        Path unfinished = files.directory().resolve("snapshot.tmp");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            Snapshot snapshot = new Snapshot(channel);
            for (Map.Entry<String, List<byte @Nullable []>> collection : picture.entrySet()) {
                snapshot.writeCollection(collection.getKey(), collection.getValue());
            }
            if (!snapshot.chunk.isEmpty()) {
                snapshot.writeChunk();
            }
            snapshot.writeChunk();
            channel.force(true);
        }
        Files.move(unfinished, files.snapshot(sequence), StandardCopyOption.ATOMIC_MOVE);
        files.force();
    }

    private void writeCollection(String namespace, List<byte @Nullable []> documents) throws IOException {
        byte[] name = namespace.getBytes(StandardCharsets.UTF_8);
        for (int slot = 0; slot < documents.size(); slot++) {
            byte[] document = documents.get(slot);
            if (document != null) {
                chunk.put(name, slot, document);
                if (chunk.size() >= CHUNK_BYTES) {
                    writeChunk();
                }
            }
        }
    }

    private void writeChunk() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(LogEntry.HEADER_BYTES + chunk.size());
        LogEntry.write(out, ++entries, entries - 1, chunk.bytes());
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        chunk.reset();
    }

    static void read(Path file, Contents contents) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
                    .asByteBuffer();
            int offset = 0;
            LogEntry entry;
            do {
                entry = LogEntry.read(bytes, offset);
                if (entry == null) {
                    throw new DamagedLogException(file, offset, "a part of the snapshot cannot be read");
                }
                Changes.apply(entry.payload().duplicate(), contents);
                offset += entry.totalBytes();
            } while (entry.payload().hasRemaining());
        }
    }
}
