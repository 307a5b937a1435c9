package io.coinslot.localstack.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes what changed since the last fold into a part. Documents that have not changed meanwhile are then read from
 * there, and the log up to there is not needed any more. Commands wait only while references are copied and the log
 * file is changed, and while the bytes in memory are let go.
 */
final class Fold {
    /** The documents of a collection and where in the part they lie. */
    private record Written(Slots slots, Unfolded unfolded, long[] offsets) {
        void settle(int part) {
            long[] places = Arrays.stream(offsets)
                    .map(offset -> Parts.place(part, offset))
                    .toArray();
            slots.settle(unfolded, places);
        }
    }

    private final Engine engine;
    private final Contents contents;
    private final FileJournal journal;
    private final LogFiles files;

    Fold(Engine engine, FileJournal journal, LogFiles files) {
        this.engine = engine;
        this.contents = engine.contents();
        this.journal = journal;
        this.files = files;
    }

    void run() throws IOException {
        Engine.Changed changed = engine.startNewLog(journal);
        if (changed.byNamespace().isEmpty()) {
            return;
        }
        List<Written> written = new ArrayList<>();
        Parts.Part part;
        try {
            part = write(changed, written);
        } catch (IOException | RuntimeException e) {
            engine.rearrange(() -> changed.byNamespace()
                    .forEach((namespace, unfolded) -> contents.slots(namespace).restore(unfolded)));
            throw e;
        }
        engine.rearrange(() -> {
            int number = contents.parts().add(part);
            written.forEach(documents -> documents.settle(number));
        });
        files.deleteLogsThrough(changed.sequence());
    }

    private Parts.Part write(Engine.Changed changed, List<Written> written) throws IOException {
        List<Parts.Part> before = contents.parts().inOrder();
        long predecessor = before.isEmpty() ? 0 : before.getLast().sequence();
        try (PartWriter writer = PartWriter.ofPart(files, predecessor)) {
            for (Map.Entry<String, Unfolded> entry : changed.byNamespace().entrySet()) {
                long[] offsets = write(entry.getKey(), entry.getValue(), writer);
                written.add(new Written(contents.slots(entry.getKey()), entry.getValue(), offsets));
            }
            return writer.finish(files.part(changed.sequence()), changed.sequence());
        }
    }

    private static long[] write(String namespace, Unfolded unfolded, PartWriter writer) throws IOException {
        byte[] name = namespace.getBytes(StandardCharsets.UTF_8);
        if (unfolded.cleared()) {
            writer.clear(name);
        }
        for (int slot = unfolded.removed().nextSetBit(0);
                slot >= 0;
                slot = unfolded.removed().nextSetBit(slot + 1)) {
            writer.remove(name, slot);
        }
        long[] offsets = new long[unfolded.slots().length];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = writer.put(name, unfolded.slots()[i], ByteBuffer.wrap(unfolded.documents()[i]));
        }
        return offsets;
    }
}
