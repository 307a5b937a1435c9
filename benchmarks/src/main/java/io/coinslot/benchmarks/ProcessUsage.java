package io.coinslot.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a process has used so far, from the kernel's own account.
 *
 * @param compilerMillis the part of cpuMillis that the virtual machine's compilers took, which ends once it is warm
 */
record ProcessUsage(long cpuMillis, long compilerMillis, long residentKib) {
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
            return parse(
                    Files.readString(process.resolve("stat")),
                    compilerMillis(process.resolve("task")),
                    Files.readString(process.resolve("status")));
        } catch (IOException e) {
            return new ProcessUsage(0, 0, 0);
        }
    }

    private static long compilerMillis(Path tasks) throws IOException {
        long millis = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                millis += ofCompiler(thread);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return millis;
    }

    /** Nothing for a thread that has just ended. */
    private static long ofCompiler(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler") ? cpuMillis(stat) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The command name in stat may hold spaces and brackets, so fields are counted after its last bracket. */
    private static long cpuMillis(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return MILLIS_PER_TICK
                * (Long.parseLong(fields[USER_TICKS_FIELD]) + Long.parseLong(fields[USER_TICKS_FIELD + 1]));
    }

    static ProcessUsage parse(String stat, long compilerMillis, String status) {
        long resident = status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
        return new ProcessUsage(cpuMillis(stat), compilerMillis, resident);
    }

    /** All of it for a process that was started in between. */
    long cpuMillisSince(@Nullable ProcessUsage before) {
        return before == null || before.cpuMillis > cpuMillis ? cpuMillis : cpuMillis - before.cpuMillis;
    }

    long compilerMillisSince(@Nullable ProcessUsage before) {
        return before == null || before.compilerMillis > compilerMillis
                ? compilerMillis
                : compilerMillis - before.compilerMillis;
    }

    /** Whether a process is one of ours rather than the broker, the store, the registry or a simulator. */
    static boolean isOurService(String name) {
        return name.endsWith("-service") || name.equals("api-gateway");
    }

    static double seconds(long millis) {
        return millis / (double) TimeUnit.SECONDS.toMillis(1);
    }
}
