package io.coinslot.localstack.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies the documents that are live from all parts into one snapshot, which takes the place of the parts. Commands go
 * on: a document that changes meanwhile is left out or outdated in the snapshot, and the log behind it, or a part that
 * is written meanwhile, has the change.
 */
final class Merge {
    /** What is to be done now and then, since copying may take long. */
    @FunctionalInterface
    interface Interlude {
        void run() throws IOException;
    }

    private final Interlude interlude;
    private final Engine engine;
    private final Parts parts;
    private final FileJournal journal;
    private final LogFiles files;

    /** @param interlude may write parts */
    Merge(Engine engine, FileJournal journal, LogFiles files, Interlude interlude) {
        this.interlude = interlude;
        this.engine = engine;
        this.parts = engine.contents().parts();
        this.journal = journal;
        this.files = files;
    }

    /** There is at least one part. */
    void run() throws IOException {
        List<Parts.Part> old = parts.inOrder();
        long sequence = old.getLast().sequence();
        Map<Slots, long[]> offsets = new HashMap<>();
        Parts.Part snapshot;
        try (PartWriter writer = PartWriter.ofSnapshot(files)) {
            for (Parts.Part part : old) {
                new PartReader(part.file(), part.channel()).read(new Copying(parts.numberOf(part), writer, offsets));
            }
            // A document that was left out has a later version in the log, which a crash must not take away.
            journal.awaitDurable();
            snapshot = writer.finish(files.snapshot(sequence), sequence);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        engine.rearrange(() -> replace(old, snapshot, offsets));
        files.deleteOlderThan(sequence);
    }

    /** What still lies in one of the old files has not changed, so it was copied. */
    private void replace(List<Parts.Part> old, Parts.Part snapshot, Map<Slots, long[]> offsets) {
        BitSet numbers = new BitSet();
        old.forEach(part -> numbers.set(parts.numberOf(part)));
        int number = parts.add(snapshot);
        offsets.forEach((slots, places) -> slots.relocate(numbers, number, places));
        old.forEach(this::forget);
    }

    private void forget(Parts.Part part) {
        try {
            parts.remove(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the live documents of a part. */
    private final class Copying implements PartReader.Reader {
        private final int number;
        private final PartWriter writer;
        private final Map<Slots, long[]> offsets;
        private long chunk;

        Copying(int number, PartWriter writer, Map<Slots, long[]> offsets) {
            this.number = number;
            this.writer = writer;
            this.offsets = offsets;
        }

        @Override
        public void startChunk(long offset) {
            chunk = offset;
            try {
                interlude.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void put(String namespace, int slot, ByteBuffer document, int position) {
            Slots slots = engine.contents().slots(namespace);
            if (engine.isAt(slots, slot, Parts.place(number, chunk + position))) {
                try {
                    long offset = writer.put(namespace.getBytes(StandardCharsets.UTF_8), slot, document);
                    upTo(slots, slot)[slot] = offset;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private long[] upTo(Slots slots, int slot) {
            long[] known = offsets.computeIfAbsent(slots, of -> new long[64]);
            if (slot >= known.length) {
                known = Arrays.copyOf(known, Math.max(slot + 1, known.length + (known.length >> 1)));
                offsets.put(slots, known);
            }
            return known;
        }

        @Override
        public void remove(String namespace, int slot) {
            // What was removed is not live.
        }

        @Override
        public void clear(String namespace) {
            // What was removed is not live.
        }
    }
}
