package io.coinslot.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which files the log lies until it is folded. */
class LongLogTest {
    @TempDir
    Path directory;

    @Test
    void aLongLogGoesOnInFurtherFilesUntilItIsFolded() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory, 1_000)) {
            addTenDurably(store);
            assertThat(files().logs()).hasSizeGreaterThan(3);
            assertThat(store.journal().logBytes()).isEqualTo(bytesOf(files().logs()));
        }
        try (FoldedFiles store = new FoldedFiles(directory, 1_000)) {
            assertThat(store.documents()).hasSize(10);
            assertThat(store.journal().logBytes()).isEqualTo(bytesOf(files().logs()));
            addTenDurably(store);
            store.fold();
            assertThat(store.journal().logBytes()).isZero();
            assertThat(files().logs()).hasSize(1);
        }
        try (FoldedFiles store = new FoldedFiles(directory)) {
            assertThat(store.documents()).hasSize(20);
        }
    }

    @Test
    void aLongLogGoesOnWhereItIsUntilAnotherFileCanBeMade() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory, 1_000)) {
            List<Path> inTheWay = new ArrayList<>();
            for (long next = 2; next <= 11; next++) {
                inTheWay.add(Files.createDirectory(files().log(next)));
            }
            addTenDurably(store);
            for (Path path : inTheWay) {
                Files.delete(path);
            }
            assertThat(files().logs()).hasSize(1);
            addTenDurably(store);
            assertThat(files().logs()).hasSizeGreaterThan(1);
        }
        try (FoldedFiles store = new FoldedFiles(directory, 1_000)) {
            assertThat(store.documents()).hasSize(20);
        }
    }

    private static void addTenDurably(FoldedFiles store) throws IOException {
        for (int i = 0; i < 10; i++) {
            store.add(i + "d".repeat(300));
            store.journal().awaitDurable();
        }
    }

    private static long bytesOf(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    @Test
    void theLogGoesOnWhereItIsIfNoOtherFileCanBeMade() throws IOException {
        try (FoldedFiles store = new FoldedFiles(directory)) {
            store.add("before");
            store.journal().awaitDurable();
            Path inTheWay = Files.createDirectory(files().log(2));
            assertThatThrownBy(store::fold).isInstanceOf(IOException.class);
            Files.delete(inTheWay);
            store.add("after");
            store.journal().awaitDurable();
        }
        try (FoldedFiles store = new FoldedFiles(directory)) {
            assertThat(store.documents()).containsValues("before", "after");
        }
    }

    private LogFiles files() {
        return new LogFiles(directory);
    }
}
