package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.DetachedProcess;
import io.coinslot.localstack.process.JavaCommand;
import io.coinslot.localstack.process.ProcessRecord;
import io.coinslot.localstack.process.ProcessTable;
import io.coinslot.localstack.process.Readiness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Starts a process of the stack, writes down which it is, and waits until it can be used. */
final class Starter {
    /** A process that lives may be slow because the machine is busy; one that cannot start ends by itself. */
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    /** It may be writing its AOT cache. */
    private static final Duration LONGEST_END = Duration.ofMinutes(3);

    private static final int SHOWN_LOG_LINES = 15;

    private final Layout layout;
    private final ProcessTable table;
    private final AotCaches caches;

    Starter(Layout layout, ProcessTable table, AotCaches caches) {
        this.layout = layout;
        this.table = table;
        this.caches = caches;
    }

    /** Starts it unless it runs, and returns when it is ready. */
    void ensureReady(ServiceDefinition definition) throws IOException {
        Optional<ProcessRecord> running =
                table.find(definition.name()).filter(known -> known.running().isPresent());
        if (running.isPresent() && staysAndIsReady(definition, running.get())) {
            return;
        }
        ProcessHandle process = start(definition);
        if (!definition.readiness().await(LONGEST_START, process::isAlive)) {
            caches.forget(definition.name());
            throw new UserError(notStarted(definition.name(), process));
        }
    }

    /**
     * Waits for one that was found running. One that is being ended, as by a down that was called off, answers for a while:
     * its end is awaited, and another one started.
     */
    private boolean staysAndIsReady(ServiceDefinition definition, ProcessRecord found) {
        String name = definition.name();
        BooleanSupplier runs = () -> found.running().isPresent();
        if (table.isEnding(name)) {
            Readiness ended = () -> !runs.getAsBoolean();
            if (!ended.await(LONGEST_END, () -> true)) {
                throw new UserError(name + " was told to end and has not; ./coinslot down ends it");
            }
            return false;
        }
        boolean ready = definition.readiness().await(LONGEST_START, runs);
        if (!ready && runs.getAsBoolean()) {
            throw new UserError(notReady(name));
        }
        return ready;
    }

    private ProcessHandle start(ServiceDefinition definition) throws IOException {
        String name = definition.name();
        JavaCommand command = caches.applied(
                name,
                definition
                        .command()
                        .get()
                        .withFlags(List.of("-XX:ErrorFile=" + layout.log(name + "-fatal")))
                        .withProperty("java.io.tmpdir", emptyTemporary(name).toString()));
        String named = "-Dcoinslot.process=" + name;
        Path log = layout.log(name);
        Path argumentFile = layout.run().resolve(name + ".args");
        List<String> words = command.words(JavaCommand.java(), named, argumentFile);
        ProcessHandle process = DetachedProcess.start(words, layout.root(), log).toHandle();
        Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
        String mark = ProcessRecord.mark(named, argumentFile);
        try {
            table.write(new ProcessRecord(name, process.pid(), mark, startedAt, definition.port(), log));
        } catch (IOException e) { // Nobody would ever find it again.
            process.destroyForcibly();
            throw e;
        }
        return process;
    }

    /** A process that was killed left there what it did not need any more: the server's folder, native libraries. */
    private Path emptyTemporary(String name) throws IOException {
        Path folder = layout.temporary(name);
        Folder.delete(folder);
        Folder.createRestricted(folder);
        return folder;
    }

    private String notStarted(String name, ProcessHandle process) {
        return process.isAlive() ? notReady(name) : withLog(name + " ended", name);
    }

    private String notReady(String name) {
        return withLog(name + " is not ready after " + LONGEST_START.toSeconds() + " s", name);
    }

    private String withLog(String what, String name) {
        return what + ". The end of " + layout.log(name) + ":\n" + Logs.tail(layout.log(name), SHOWN_LOG_LINES);
    }
}
