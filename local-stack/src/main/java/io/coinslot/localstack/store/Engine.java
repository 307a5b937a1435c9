package io.coinslot.localstack.store;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Contents and journal under one lock: a write runs alone and its changes enter the journal before the next one runs,
 * so the journal's order is the order of execution.
 */
final class Engine {
    /** The outcome of a command, which may be told once everything up to the sequence is durable. */
    record Outcome<T>(T value, long sequence) {}

    /** What had changed, by namespace, when a new log was started behind the change with this sequence. */
    record Changed(Map<String, Unfolded> byNamespace, long sequence) {}

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Contents contents;
    private final Journal journal;
    private final Changes changes = new Changes();
    private final QueryTally queries = new QueryTally();
    private final IndexMemory indexMemory = new IndexMemory();
    private final IdleCursors cursors = new IdleCursors(System::nanoTime);
    private final StoreLimits limits;
    private long lastChange;

    Engine(Contents contents, Journal journal, StoreLimits limits) {
        this.contents = contents;
        this.journal = journal;
        this.limits = limits;
    }

    Contents contents() {
        return contents;
    }

    Journal journal() {
        return journal;
    }

    IdleCursors cursors() {
        return cursors;
    }

    QueryTally queries() {
        return queries;
    }

    IndexMemory indexMemory() {
        return indexMemory;
    }

    /** The changes of the command that runs now, to be filled in under the write lock. */
    Changes changes() {
        if (!lock.isWriteLockedByCurrentThread()) {
            throw new IllegalStateException("a change outside of a write command");
        }
        return changes;
    }

    <T> Outcome<T> write(Supplier<T> command) {
        lock.writeLock().lock();
        try {
            T value = command.get();
            record();
            return new Outcome<>(value, lastChange);
        } finally {
            // What a failing command changed before it failed stays, and is durable before the failure is told.
            record();
            lock.writeLock().unlock();
        }
    }

    /** Runs a reading command. What it saw must be durable before it is told, or a crash could take it back. */
    <T> Outcome<T> read(Supplier<T> command) {
        lock.readLock().lock();
        try {
            return new Outcome<>(command.get(), lastChange);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void record() {
        if (!changes.isEmpty()) {
            lastChange = journal.append(changes);
            changes.reset();
        }
    }

    /** How much of the permitted size is in use, in per cent. */
    long fullPercent() {
        return contents.bytes() * 100 / limits.mostDataBytes();
    }

    /** How much of the permitted memory is in use, in per cent. */
    long memoryFullPercent() {
        return (contents.memoryBytes() + indexMemory.bytes()) * 100 / limits.mostMemoryBytes();
    }

    StoreLimits limits() {
        return limits;
    }

    /** Takes what has changed, to be written to a part, and starts a new log behind it. */
    Changed startNewLog(FileJournal fileJournal) throws IOException {
        lock.writeLock().lock();
        try {
            long sequence = fileJournal.rotate();
            return new Changed(contents.takeUnfolded(), sequence);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Changes where documents lie, while no command runs. */
    void rearrange(Runnable step) {
        lock.writeLock().lock();
        try {
            step.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Whether a document lies at this place still. */
    boolean isAt(Slots slots, int slot, long place) {
        lock.readLock().lock();
        try {
            return slots.isAt(slot, place);
        } finally {
            lock.readLock().unlock();
        }
    }
}
