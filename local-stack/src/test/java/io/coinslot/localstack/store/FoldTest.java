package io.coinslot.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldTest {
    @TempDir
    Path directory;

    @Test
    void whatIsFoldedIsReadFromTheFileAndNoLongerInMemory() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory)) {
            int slot = store.add("first");
            long bytes = store.contents().bytes();
            store.fold();
            assertThat(store.contents().unfoldedBytes()).isZero();
            assertThat(store.contents().bytes()).isEqualTo(bytes);
            assertThat(store.documents()).containsExactly(Map.entry(slot, "first"));
            store.put(slot, "second");
            assertThat(store.contents().unfoldedBytes()).isEqualTo("second".length());
            assertThat(store.documents()).containsExactly(Map.entry(slot, "second"));
            assertThat(files().logs()).hasSize(1);
        }
    }

    @Test
    void aFoldWritesOnlyWhatChangedSinceTheOneBefore() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory)) {
            store.add("x".repeat(100_000));
            store.fold();
            store.add("small");
            store.fold();
        }
        assertThat(files().parts()).hasSize(2);
        assertThat(Files.size(files().parts().getLast())).isLessThan(1_000);
    }

    @Test
    void whatChangesWhileItIsFoldedStaysInMemory() {
        Slots slots = new Slots(new Parts());
        int kept = slots.add(FoldedFiles.bytes("kept"));
        int changed = slots.add(FoldedFiles.bytes("old"));
        int removed = slots.add(FoldedFiles.bytes("gone"));
        Unfolded taken = slots.takeUnfolded();
        slots.put(changed, FoldedFiles.bytes("new"));
        slots.remove(removed);
        slots.settle(taken, new long[] {100, 200, 300});
        assertThat(slots.isAt(kept, 100)).isTrue();
        assertThat(slots.get(changed)).isEqualTo(FoldedFiles.bytes("new"));
        assertThat(slots.isEmpty(removed)).isTrue();
        assertThat(slots.unfoldedBytes()).isEqualTo(3);
        Unfolded next = slots.takeUnfolded();
        assertThat(next.slots()).containsExactly(changed);
        assertThat(next.removed().stream()).containsExactly(removed);
    }

    @Test
    void whatDidNotGetIntoAFileIsInTheNextFold() {
        Slots slots = new Slots(new Parts());
        slots.clear();
        int gone = slots.add(FoldedFiles.bytes("gone"));
        int kept = slots.add(FoldedFiles.bytes("kept"));
        slots.remove(gone);
        slots.restore(slots.takeUnfolded());
        Unfolded again = slots.takeUnfolded();
        assertThat(again.cleared()).isTrue();
        assertThat(again.removed().stream()).containsExactly(gone);
        assertThat(again.slots()).containsExactly(kept);
        assertThat(slots.takeUnfolded().removed().isEmpty()).isTrue();
    }

    @Test
    void foldsMergesAndRestartsInAnyOrderChangeNothing() throws IOException {
        Random random = new Random(11);
        Map<Integer, String> expected = new TreeMap<>();
        FoldedFiles store = new FoldedFiles(directory, 700);
        for (int step = 0; step < 4_000; step++) {
            String document = step + "-" + "d".repeat(random.nextInt(50));
            int slot = random.nextInt(60);
            switch (random.nextInt(100)) {
                case 0 -> {
                    store.close();
                    store = new FoldedFiles(directory, 700);
                }
                case 1, 2 -> store.fold();
                case 3 -> {
                    store.fold();
                    store.merge();
                }
                case 4 -> {
                    if (random.nextInt(10) == 0) {
                        store.clear();
                        expected.clear();
                    }
                }
                default -> change(store, expected, slot, document, random.nextInt(3));
            }
            if (step % 50 == 0) {
                assertThat(store.documents()).isEqualTo(expected);
                assertThat(store.slots().count()).isEqualTo(expected.size());
                assertThat(store.contents().bytes()).isEqualTo(bytes(expected));
            }
        }
        store.close();
        try (FoldedFiles again = new FoldedFiles(directory, 700)) {
            assertThat(again.documents()).isEqualTo(expected);
            assertThat(again.contents().bytes()).isEqualTo(bytes(expected));
        }
    }

    private static void change(FoldedFiles store, Map<Integer, String> expected, int slot, String document, int kind) {
        if (kind == 0) {
            assertThat(expected.put(store.add(document), document)).isNull();
        } else if (expected.containsKey(slot) && kind == 1) {
            store.put(slot, document);
            expected.put(slot, document);
        } else if (expected.remove(slot) != null) {
            store.remove(slot);
        }
    }

    private static long bytes(Map<Integer, String> documents) {
        return documents.values().stream()
                .mapToLong(document -> document.length() + Slots.OVERHEAD_BYTES)
                .sum();
    }

    @Test
    void freeSlotsAreFoundAgainAfterARestart() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory)) {
            store.add("a");
            store.add("b");
            store.add("c");
            store.fold();
            store.remove(1);
            store.fold();
        }
        try (FoldedFiles store = new FoldedFiles(directory)) {
            assertThat(store.add("d")).isEqualTo(1);
            assertThat(store.add("e")).isEqualTo(3);
        }
    }

    @Test
    void aMergeLeavesOneFileWithoutWhatIsOutdated() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory)) {
            int slot = store.add("kept");
            int other = store.add("x".repeat(50_000));
            store.fold();
            store.put(other, "y".repeat(50_000));
            store.fold();
            store.put(other, "short");
            store.fold();
            store.put(slot, "changed after the fold");
            store.merge();
            assertThat(files().parts()).isEmpty();
            assertThat(files().snapshots()).hasSize(1);
            assertThat(Files.size(files().snapshots().getLast())).isLessThan(1_000);
            assertThat(store.documents()).containsValues("changed after the fold", "short");
        }
        try (FoldedFiles store = new FoldedFiles(directory)) {
            assertThat(store.documents()).containsValues("changed after the fold", "short");
        }
    }

    /** What gathers in memory while a long merge runs is folded, so that there is room for more. */
    @Test
    void whatChangesDuringAMergeIsFoldedMeanwhile() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory)) {
            int changed = store.add("before");
            int removed = store.add("to be removed");
            store.add("kept");
            store.fold();
            store.add("of the second part");
            store.fold();
            AtomicInteger times = new AtomicInteger();
            store.mergeWith(() -> {
                if (times.incrementAndGet() == 1) {
                    store.put(changed, "changed");
                    store.remove(removed);
                } else {
                    store.add("new " + times);
                }
                store.fold();
            });
            assertThat(times).hasValueGreaterThan(1);
            assertThat(store.contents().unfoldedBytes()).isZero();
            assertThat(files().snapshots()).hasSize(1);
            assertThat(files().parts()).hasSize(times.get());
            assertThat(store.documents())
                    .containsValues("changed", "kept", "of the second part", "new 2")
                    .doesNotContainValue("before")
                    .doesNotContainValue("to be removed");
        }
        try (FoldedFiles store = new FoldedFiles(directory)) {
            assertThat(store.documents())
                    .containsValues("changed", "kept", "of the second part", "new 2")
                    .doesNotContainValue("before")
                    .doesNotContainValue("to be removed");
            store.merge();
            assertThat(files().parts()).isEmpty();
            assertThat(store.documents()).containsValues("changed", "kept", "of the second part", "new 2");
        }
    }

    @Test
    void aDamagedPartIsRefused() throws IOException {
        foldOneDocument();
        damageTheLastPart();
        assertThatThrownBy(() -> new FoldedFiles(directory))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("part-")
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aDamagedPartIsNotMergedIntoASnapshot() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory)) {
            store.add("x".repeat(10_000));
            store.fold();
            damageTheLastPart();
            assertThatThrownBy(store::merge).isInstanceOf(DamagedLogException.class);
            assertThat(files().snapshots()).isEmpty();
            assertThat(files().parts()).hasSize(1);
            assertThat(files().unfinished()).doesNotExist();
        }
    }

    @Test
    void aShortenedPartIsRefused() throws IOException {
        foldOneDocument();
        try (RandomAccessFile file =
                new RandomAccessFile(files().parts().getLast().toFile(), "rw")) {
            file.setLength(file.length() - LogEntry.HEADER_BYTES);
        }
        assertThatThrownBy(() -> new FoldedFiles(directory)).isInstanceOf(DamagedLogException.class);
    }

    @Test
    void aMissingPartIsNoticed() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory)) {
            for (int i = 0; i < 3; i++) {
                store.add("document " + i);
                store.fold();
            }
        }
        Path middle = files().parts().get(1);
        Path last = files().parts().get(2);
        byte[] bytes = Files.readAllBytes(last);
        Files.delete(last);
        assertThatThrownBy(() -> new FoldedFiles(directory)).hasMessageContaining("is missing");
        Files.write(last, bytes);
        Files.delete(middle);
        assertThatThrownBy(() -> new FoldedFiles(directory)).hasMessageContaining("is missing");
    }

    @Test
    void whatAnInterruptedFoldLeftIsPassedOver() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory)) {
            store.add("a");
        }
        Files.write(files().unfinished(), new byte[] {1, 2, 3});
        Path log = files().logs().getLast();
        byte[] before = Files.readAllBytes(log);
        try (FoldedFiles store = new FoldedFiles(directory)) {
            store.fold();
        }
        // As if it had been killed between the name of the part and the end of the log that it replaces.
        Files.write(log, before);
        try (FoldedFiles store = new FoldedFiles(directory)) {
            assertThat(store.documents()).containsValue("a");
            assertThat(log).doesNotExist();
        }
    }

    private void foldOneDocument() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory)) {
            store.add("x".repeat(10_000));
            store.fold();
        }
    }

    private void damageTheLastPart() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(files().parts().getLast().toFile(), "rw")) {
            file.seek(5_000);
            file.write('y');
        }
    }

    private LogFiles files() {
        return new LogFiles(directory);
    }
}
