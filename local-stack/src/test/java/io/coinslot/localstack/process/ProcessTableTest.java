package io.coinslot.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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

    /** A machine that lost its power may leave an empty file, or one that is torn. */
    @Test
    void aRecordThatCannotBeReadIsNone() throws IOException {
        ProcessTable table = new ProcessTable(directory);
        Files.writeString(directory.resolve("broker.process"), "");
        Files.writeString(
                directory.resolve("store.process"), "pid=47x\nmark=m\nport=1\nlog=l\nstartedAt=2026-11-22T08:00:00Z\n");

        assertThat(table.find("broker")).isEmpty();
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

    /** The clock of a machine that slept is set by hours, and with it what the system tells of when a process began. */
    @Test
    void knowsItsProcessByTheFileOfItsArgumentsWhateverTheClockSays() throws IOException {
        Path ours = directory.resolve("a stack/run/store.args");
        Process process = new ProcessBuilder("sh", "-c", "read line", "-Dcoinslot.process=store", "@" + ours).start();
        try {
            Instant longAgo = Instant.parse("2026-11-22T08:00:00Z");
            assertThat(marked(process, longAgo, ours).running()).contains(process.toHandle());
            Path other = directory.resolve("other stack/run/store.args");
            assertThat(marked(process, longAgo, other).running()).isEmpty();
        } finally {
            process.destroy();
        }
    }

    private ProcessRecord marked(Process process, Instant startedAt, Path argumentFile) {
        String mark = ProcessRecord.mark("-Dcoinslot.process=store", argumentFile);
        return new ProcessRecord("store", process.pid(), mark, startedAt, 27017, directory.resolve("store.log"));
    }

    private ProcessRecord record(String name, long pid, Instant startedAt) {
        return new ProcessRecord(name, pid, "java", startedAt, 27017, directory.resolve(name + ".log"));
    }
}
