package io.coinslot.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    @TempDir
    Path directory;

    @Test
    void findsWhatWasWrittenDown() throws IOException {
        ProcessTable table = new ProcessTable(directory);
        ProcessRecord store = record("store", 4711, Instant.parse("2026-11-22T08:00:00Z"));
        table.write(store);
        assertThat(table.find("store")).contains(store);
        assertThat(table.all()).isEqualTo(List.of(store));
        table.forget("store");
        assertThat(table.all()).isEmpty();
    }

    @Test
    void aNumberThatAnotherProgramHasNowIsNotOurs() {
        ProcessHandle self = ProcessHandle.current();
        Instant start = self.info().startInstant().orElseThrow();
        assertThat(record("java", self.pid(), start).running()).isPresent();
        assertThat(record("java", self.pid(), start.minusSeconds(60)).running()).isEmpty();
        assertThat(new ProcessRecord("other", self.pid(), "-Dcoinslot.process=other", start, 1, directory).running())
                .isEmpty();
    }

    private ProcessRecord record(String name, long pid, Instant startedAt) {
        return new ProcessRecord(name, pid, "java", startedAt, 27017, directory.resolve(name + ".log"));
    }
}
