package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.ProcessRecord;
import io.coinslot.localstack.process.ProcessTable;
import io.coinslot.localstack.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code down}: ends the processes that were started, services first, and with --purge forgets their data. */
final class Down {
    /** What the others stand on ends after them, in this order. */
    private static final List<Set<String>> LAST = List.of(Set.of(Stack.REGISTRY, Stack.BROKER), Set.of(Stack.STORE));

    private static final Duration LONGEST_END = Duration.ofSeconds(25);
    /** Writing a cache takes much memory and processor time. */
    private static final int RECORDING_AT_ONCE = 2;

    private static final Duration LONGEST_RECORDING = Duration.ofSeconds(120);

    private final Layout layout;
    private final Invocation invocation;
    private final ProcessTable table;
    private final AotCaches caches;
    private final Progress progress;
    private final long begin = System.nanoTime();

    Down(Layout layout, Invocation invocation) {
        this.layout = layout;
        this.invocation = invocation;
        this.table = new ProcessTable(layout.run());
        this.caches = new AotCaches(layout, true);
        this.progress = new Progress(invocation.json() ? System.err : System.out);
    }

    int run() throws IOException {
        invocation.takesNothingElse();
        PortBase.choose(layout, table, invocation);
        List<ProcessRecord> others = new ArrayList<>(table.all());
        others.removeIf(process -> LAST.stream().anyMatch(names -> names.contains(process.name())));
        end(others);
        for (Set<String> names : LAST) {
            end(table.all().stream()
                    .filter(process -> names.contains(process.name()))
                    .toList());
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

    private void end(List<ProcessRecord> processes) throws IOException {
        List<ProcessRecord> recording = new ArrayList<>();
        for (ProcessRecord process : processes) {
            if (invocation.aot() && process.running().isPresent() && caches.isRecording(process.name())) {
                recording.add(process);
            }
        }
        endTogether(processes.stream()
                .filter(process -> !recording.contains(process))
                .toList());
        for (int i = 0; i < recording.size(); i += RECORDING_AT_ONCE) {
            endRecording(recording.subList(i, Math.min(i + RECORDING_AT_ONCE, recording.size())));
        }
    }

    private void endTogether(List<ProcessRecord> processes) throws IOException {
        List<ProcessRecord> running = processes.stream()
                .filter(process -> process.running().isPresent())
                .toList();
        running.forEach(this::askToEnd);
        for (ProcessRecord process : processes) {
            boolean ended = awaitEnd(process, LONGEST_END);
            caches.forget(process.name());
            table.forget(process.name());
            progress.show(process.name(), describe(running.contains(process), ended));
        }
    }

    private static String describe(boolean ran, boolean ended) {
        if (!ran) {
            return "did not run";
        }
        return ended ? "ended" : "killed, since it did not end";
    }

    private void endRecording(List<ProcessRecord> processes) throws IOException {
        Duration left = LONGEST_RECORDING.minusNanos(System.nanoTime() - begin);
        if (left.isNegative()) {
            processes.forEach(process -> process.running().ifPresent(ProcessHandle::destroyForcibly));
            endTogether(processes);
            return;
        }
        for (ProcessRecord process : processes) {
            progress.show(process.name(), "ending and writing its AOT cache, which speeds up its next starts");
            askToEnd(process);
        }
        for (ProcessRecord process : processes) {
            boolean ended = awaitEnd(process, LONGEST_END.plus(left));
            table.forget(process.name());
            progress.show(process.name(), caches.keep(process.name()) ? "ended, cache written" : describe(true, ended));
        }
    }

    /** Noted first: whoever starts the stack while this is called off must not take it for one that stays. */
    private void askToEnd(ProcessRecord process) {
        table.noteEnding(process.name());
        process.running().ifPresent(ProcessHandle::destroy);
    }

    /** Waits, and kills what has not ended by then. */
    private static boolean awaitEnd(ProcessRecord process, Duration longest) {
        Readiness ended = () -> process.running().isEmpty();
        boolean inOrder = ended.await(longest, () -> true);
        if (!inOrder) {
            process.running().ifPresent(ProcessHandle::destroyForcibly);
            ended.await(LONGEST_END, () -> true);
        }
        return inOrder;
    }

    /** What was made from the build alone stays: unpacked archives and AOT caches. */
    private void purge() throws IOException {
        for (String name : List.of("data", "keys", "logs", "run", "tmp")) {
            Folder.delete(layout.state().resolve(name));
        }
    }
}
