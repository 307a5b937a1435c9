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
 * @param mark the words at the start of its command line that name it and, by the file of its arguments, its stack
 * @param startedAt as the operating system tells
 */
public record ProcessRecord(String name, long pid, String mark, Instant startedAt, int port, Path log) {
    private static final String ARGUMENTS = " @";
    private static final Duration CLOCK_STEP = Duration.ofSeconds(3);

    /** The mark of a process that is started by these words of {@link JavaCommand#words}. */
    public static String mark(String named, Path argumentFile) {
        return named + ARGUMENTS + argumentFile;
    }

    /**
     * The running process, if it still is the one that was started: a number can have been given to another program
     * meanwhile, and one that ended stays listed until its parent asks for it.
     */
    public Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> !hasEnded(pid))
                .filter(this::isTheOneStarted);
    }

    /**
     * No other program carries the file of its arguments. When it was started tells less, since that moves when the
     * clock is set; it serves where there is nothing else.
     */
    private boolean isTheOneStarted(ProcessHandle handle) {
        Optional<String> line = handle.info().commandLine();
        if (line.isPresent() && !line.get().contains(mark)) {
            return false;
        }
        return line.isPresent() && mark.contains(ARGUMENTS) || startedWhenRecorded(handle);
    }

    private boolean startedWhenRecorded(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_STEP) < 0)
                .orElse(true);
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
