package io.coinslot.localstack.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A directory whose documents are folded and merged when a test says so. */
final class FoldedFiles implements AutoCloseable {
    static final String NAMESPACE = "billing.purchases";

    private final LogFiles files;
    private final Contents contents = new Contents();
    private final FileJournal journal;
    private final Engine engine;

    FoldedFiles(Path directory) throws IOException {
        this(directory, Long.MAX_VALUE);
    }

    /** @param mostFileBytes after how much of it the log goes on in another file */
    FoldedFiles(Path directory, long mostFileBytes) throws IOException {
        files = new LogFiles(directory);
        long sequence = new Recovery(files, contents).run();
        journal = new FileJournal(files, sequence, mostFileBytes, failure -> {});
        engine = new Engine(contents, journal, StoreLimits.withoutFiles());
    }

    Slots slots() {
        return contents.slots(NAMESPACE);
    }

    Contents contents() {
        return contents;
    }

    Engine engine() {
        return engine;
    }

    FileJournal journal() {
        return journal;
    }

    int add(String document) {
        return engine.write(() -> {
                    int slot = slots().add(bytes(document));
                    engine.changes().put(name(), slot, bytes(document));
                    return slot;
                })
                .value();
    }

    void put(int slot, String document) {
        engine.write(() -> {
            slots().put(slot, bytes(document));
            engine.changes().put(name(), slot, bytes(document));
            return slot;
        });
    }

    void remove(int slot) {
        engine.write(() -> {
            slots().remove(slot);
            engine.changes().remove(name(), slot);
            return slot;
        });
    }

    void clear() {
        engine.write(() -> {
            slots().clear();
            engine.changes().clear(name());
            return 0;
        });
    }

    void fold() throws IOException {
        new Fold(engine, journal, files).run();
    }

    void merge() throws IOException {
        mergeWith(() -> {});
    }

    /** @param interlude what happens whenever some documents have been copied */
    void mergeWith(Merge.Interlude interlude) throws IOException {
        new Merge(engine, journal, files, interlude).run();
    }

    Map<Integer, String> documents() {
        Map<Integer, String> documents = new TreeMap<>();
        for (int slot = 0; slot < slots().end(); slot++) {
            byte[] document = slots().get(slot);
            if (document != null) {
                documents.put(slot, new String(document, StandardCharsets.UTF_8));
            }
        }
        return documents;
    }

    static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] name() {
        return bytes(NAMESPACE);
    }

    @Override
    public void close() throws IOException {
        journal.close();
        contents.parts().close();
    }
}
