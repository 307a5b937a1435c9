package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.ProcessRecord;
import io.coinslot.localstack.process.ProcessTable;
import io.coinslot.localstack.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code down}: ends the processes that were started, services first, and with --purge forgets their data. */
final class Down {
    /** What the others stand on, and in which order it ends after them. */
    private static final List<Set<String>> LAST = List.of(Set.of(Stack.REGISTRY, Stack.BROKER), Set.of(Stack.STORE));

    private static final Duration LONGEST_END = Duration.ofSeconds(25);
    /** A process that recorded for its AOT cache writes it when it ends. */
    private static final Duration LONGEST_END_WITH_CACHE = Duration.ofSeconds(180);

    private final Layout layout;
    private final Invocation invocation;
    private final ProcessTable table;

    Down(Layout layout, Invocation invocation) {
        this.layout = layout;
        this.invocation = invocation;
        this.table = new ProcessTable(layout.run());
    }

    int run() throws IOException {
        invocation.takesNothingElse();
        Progress progress = new Progress(invocation.json() ? System.err : System.out);
        List<ProcessRecord> started = table.all();
        end(
                started.stream()
                        .filter(process -> LAST.stream().noneMatch(names -> names.contains(process.name())))
                        .toList(),
                progress);
        for (Set<String> names : LAST) {
            end(
                    started.stream()
                            .filter(process -> names.contains(process.name()))
                            .toList(),
                    progress);
        }
        Files.deleteIfExists(layout.connection());
        if (invocation.purge()) {
            purge();
        }
        if (invocation.json()) {
            System.out.println("{\"down\":true,\"purged\":" + invocation.purge() + "}");
        }
        return 0;
    }

    private void end(List<ProcessRecord> processes, Progress progress) throws IOException {
        processes.forEach(process -> process.running().ifPresent(ProcessHandle::destroy));
        for (ProcessRecord process : processes) {
            boolean ran = process.running().isPresent();
            if (ran && !endedWithin(process, longestEnd(process))) {
                process.running().ifPresent(ProcessHandle::destroyForcibly);
                endedWithin(process, LONGEST_END);
            }
            table.forget(process.name());
            progress.show(process.name(), ran ? "ended" : "did not run");
        }
    }

    private Duration longestEnd(ProcessRecord process) {
        return Files.exists(layout.aotCache(process.name())) ? LONGEST_END : LONGEST_END_WITH_CACHE;
    }

    private static boolean endedWithin(ProcessRecord process, Duration longest) {
        Readiness ended = () -> process.running().isEmpty();
        return ended.await(longest, () -> true);
    }

    /** What was built from the project, unpacked archives and AOT caches, stays: it holds nothing of the user's. */
    private void purge() throws IOException {
        for (String name : List.of("data", "keys", "logs", "run")) {
            delete(layout.state().resolve(name));
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
