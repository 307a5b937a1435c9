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

    private static final int RECORDING_AT_ONCE = 2;
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
        List<ProcessRecord> recording = processes.stream()
                .filter(process -> !Files.exists(layout.aotCache(process.name())))
                .toList();
        List<ProcessRecord> others = processes.stream()
                .filter(process -> !recording.contains(process))
                .toList();
        endTogether(others, false, progress);
        // Writing a cache takes much memory and processor time.
        for (int i = 0; i < recording.size(); i += RECORDING_AT_ONCE) {
            endTogether(recording.subList(i, Math.min(i + RECORDING_AT_ONCE, recording.size())), true, progress);
        }
    }

    private void endTogether(List<ProcessRecord> processes, boolean recording, Progress progress) throws IOException {
        List<ProcessRecord> running = processes.stream()
                .filter(process -> process.running().isPresent())
                .toList();
        running.forEach(process -> process.running().ifPresent(ProcessHandle::destroy));
        for (ProcessRecord process : processes) {
            progress.show(process.name(), running.contains(process) ? awaitEnd(process, recording) : "did not run");
            table.forget(process.name());
        }
    }

    private String awaitEnd(ProcessRecord process, boolean recording) {
        if (!endedWithin(process, recording ? LONGEST_END_WITH_CACHE : LONGEST_END)) {
            process.running().ifPresent(ProcessHandle::destroyForcibly);
            endedWithin(process, LONGEST_END);
            return "killed, since it did not end";
        }
        return recording && Files.exists(layout.aotCache(process.name())) ? "ended, AOT cache written" : "ended";
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
