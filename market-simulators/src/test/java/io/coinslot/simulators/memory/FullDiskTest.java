package io.coinslot.simulators.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulators remember can be read after the disk was full. */
class FullDiskTest {
    @TempDir
    private Path folder;

    @Test
    void goesOnBehindTheLastWholeEntry() throws IOException {
        Path path = folder.resolve("journal");
        FullDisk disk = new FullDisk(path);
        Journal journal = new Journal(disk, 0);
        journal.append("purchase", "first");
        disk.leave(10);
        assertThatThrownBy(() -> journal.append("purchase", "half of it")).isInstanceOf(UncheckedIOException.class);
        disk.leave(1_000);
        journal.append("purchase", "next");
        journal.close();

        List<String> read = new ArrayList<>();
        Journal.open(path, Map.of("purchase", (value, position) -> read.add(value.asString())))
                .close();
        assertThat(read).containsExactly("first", "next");
    }

    @Test
    void theClockStartsWithAFileThatNothingFittedInto() throws IOException {
        Files.createFile(folder.resolve("clock-ahead"));
        assertThat(new MarketClock(folder).ahead()).isEqualTo(Duration.ZERO);
    }

    @Test
    void theClockStaysAsItIsWrittenIfItCannotBeWrittenAnew() throws IOException {
        MarketClock clock = new MarketClock(folder);
        clock.advance(Duration.ofDays(1));
        Files.createDirectory(folder.resolve("clock-ahead.tmp"));
        assertThatThrownBy(() -> clock.advance(Duration.ofDays(1))).isInstanceOf(UncheckedIOException.class);
        assertThat(clock.ahead()).isEqualTo(Duration.ofDays(1));
        assertThat(new MarketClock(folder).ahead()).isEqualTo(Duration.ofDays(1));
    }
}
