package io.coinslot.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that was started, as written down.
 *
 * @param mark the word at the start of its command line that names it
 * @param startedAt as the operating system tells
 */
public record ProcessRecord(String name, long pid, String mark, Instant startedAt, int port, Path log) {
    private static final Duration CLOCK_STEP = Duration.ofSeconds(3);

    /**
     * The running process, if it still is the one that was started: a number can have been given to another program
     * meanwhile, and one that ended stays listed until its parent asks for it.
     */
    public Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> !hasEnded(pid))
                .filter(this::startedWhenRecorded)
                .filter(this::carriesTheMark);
    }

    private boolean startedWhenRecorded(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_STEP) < 0)
                .orElse(true);
    }

    private boolean carriesTheMark(ProcessHandle handle) {
        return handle.info().commandLine().map(line -> line.contains(mark)).orElse(true);
    }

    /** Whether it is a zombie, where the operating system shows that. */
    private static boolean hasEnded(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return status.charAt(status.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** What it occupies in memory, 0 where the operating system does not tell. */
    public long residentMebibytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
