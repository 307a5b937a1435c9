package io.coinslot.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a process has used so far, from the kernel's own account. */
record ProcessUsage(long cpuMillis, long residentKib) {
    private static final long MILLIS_PER_TICK = 10;
    private static final int USER_TICKS_FIELD = 11;

    static Map<String, ProcessUsage> of(Map<String, Connection.Process> processes) {
        Map<String, ProcessUsage> usage = new TreeMap<>();
        processes.forEach((name, process) -> usage.put(name, read(Path.of("/proc", Long.toString(process.pid())))));
        return usage;
    }

    static ProcessUsage ofThisProcess() {
        return read(Path.of("/proc/self"));
    }

    /** All zero for a process that has ended: the run then fails for other reasons. */
    static ProcessUsage read(Path process) {
        try {
            return parse(Files.readString(process.resolve("stat")), Files.readString(process.resolve("status")));
        } catch (IOException e) {
            return new ProcessUsage(0, 0);
        }
    }

    /** The command name in stat may hold spaces and brackets, so fields are counted after its last bracket. */
    static ProcessUsage parse(String stat, String status) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[USER_TICKS_FIELD]) + Long.parseLong(fields[USER_TICKS_FIELD + 1]);
        long resident = status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
        return new ProcessUsage(ticks * MILLIS_PER_TICK, resident);
    }

    /** All of it for a process that was started in between. */
    long cpuMillisSince(@Nullable ProcessUsage before) {
        return before == null || before.cpuMillis > cpuMillis ? cpuMillis : cpuMillis - before.cpuMillis;
    }

    /** Whether a process is one of ours rather than the broker, the store, the registry or a simulator. */
    static boolean isOurService(String name) {
        return name.endsWith("-service") || name.equals("api-gateway");
    }

    static double seconds(long millis) {
        return millis / (double) TimeUnit.SECONDS.toMillis(1);
    }
}
