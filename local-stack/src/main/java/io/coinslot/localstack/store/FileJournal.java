package io.coinslot.localstack.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file with group commit: one thread writes what has gathered, forces it once, and answers all that
 * waited. After a failed write nothing is acknowledged any more.
 */
final class FileJournal implements Journal {
    private static final int MOST_PENDING_BYTES = 64 << 20;
    private static final int FIRST_BUFFER_BYTES = 1 << 20;
    /** A fold may be long in coming; what is read at the next start are files of less than 2 GiB. */
    private static final long MOST_FILE_BYTES = 512 << 20;
    /** A longer one could not be read at the next start; what is still to be written fits behind it. */
    private static final long LONGEST_FILE_BYTES = Integer.MAX_VALUE - 4L * MOST_PENDING_BYTES;

    private record Waiter(long sequence, Consumer<@Nullable IOException> action) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition workArrived = lock.newCondition();
    private final Condition roomOrDurable = lock.newCondition();
    private final LogFiles files;
    private final long mostFileBytes;
    private final Consumer<IOException> onFailure;
    private final Thread committer;

    // Guarded by the lock.
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private ByteBuffer pending = ByteBuffer.allocateDirect(FIRST_BUFFER_BYTES);
    private ByteBuffer spare = ByteBuffer.allocateDirect(FIRST_BUFFER_BYTES);
    private FileChannel channel;
    private long appended;
    private long durable;
    private long fileBytes;
    private long logBytes;
    private boolean closing;
    private @Nullable IOException failure;

    FileJournal(LogFiles files, long lastSequence, Consumer<IOException> onFailure) throws IOException {
        this(files, lastSequence, MOST_FILE_BYTES, onFailure);
    }

    FileJournal(LogFiles files, long lastSequence, long mostFileBytes, Consumer<IOException> onFailure)
            throws IOException {
        this.files = files;
        this.mostFileBytes = mostFileBytes;
        this.onFailure = onFailure;
        this.appended = lastSequence;
        this.durable = lastSequence;
        List<Path> logs = files.logs();
        this.channel = open(logs.isEmpty() ? files.log(lastSequence + 1) : logs.getLast());
        this.fileBytes = channel.size();
        for (Path log : logs) {
            this.logBytes += Files.size(log);
        }
        this.committer = Thread.ofPlatform().name("store-commit").daemon().start(this::commitUntilClosed);
    }

    private FileChannel open(Path file) throws IOException {
        boolean isNew = !Files.exists(file);
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try {
            files.force();
            return opened;
        } catch (IOException e) {
            opened.close();
            if (isNew) {
                // The log goes on in the file before it, past the change that this one is named after.
                Files.delete(file);
            }
            throw e;
        }
    }

    @Override
    public long append(Changes changes) {
        lock.lock();
        try {
            int needed = LogEntry.HEADER_BYTES + changes.size();
            while (pending.position() > 0 && pending.position() + needed > MOST_PENDING_BYTES && failure == null) {
                roomOrDurable.awaitUninterruptibly();
            }
            if (pending.remaining() < needed) {
                pending = grown(pending, needed);
            }
            LogEntry.write(pending, ++appended, durable, changes.bytes());
            workArrived.signal();
            return appended;
        } finally {
            lock.unlock();
        }
    }

    private static ByteBuffer grown(ByteBuffer buffer, int needed) {
        int size = Math.max(buffer.capacity() * 2, buffer.position() + needed);
        return ByteBuffer.allocateDirect(size).put(buffer.flip());
    }

    @Override
    public void whenDurable(long sequence, Consumer<@Nullable IOException> action) {
        IOException known;
        lock.lock();
        try {
            if (failure == null && sequence > durable) {
                waiters.add(new Waiter(sequence, action));
                return;
            }
            known = failure;
        } finally {
            lock.unlock();
        }
        action.accept(known);
    }

    private void commitUntilClosed() {
        boolean more = true;
        while (more) {
            more = commitOnce();
        }
    }

    private boolean commitOnce() {
        ByteBuffer batch;
        FileChannel target;
        long last;
        IOException known;
        lock.lock();
        try {
            while (pending.position() == 0 && !closing) {
                workArrived.awaitUninterruptibly();
            }
            if (pending.position() == 0) {
                return false;
            }
            batch = pending;
            pending = spare;
            spare = batch;
            last = appended;
            target = channel;
            known = failure;
        } finally {
            lock.unlock();
        }
        batch.flip();
        IOException problem = known == null ? write(batch, target) : known;
        finish(last, problem, batch);
        if (problem == null) {
            problem = startNextFileIfLong(last);
        }
        if (known == null && problem != null) {
            onFailure.accept(problem);
        }
        return true;
    }

    /** All up to this sequence is durable in the present file, which goes on for a while if there can be no other. */
    private @Nullable IOException startNextFileIfLong(long last) {
        lock.lock();
        try {
            if (fileBytes > mostFileBytes) {
                continueIn(files.log(last + 1));
            }
            return null;
        } catch (IOException e) {
            if (channel.isOpen() && fileBytes < LONGEST_FILE_BYTES) {
                return null;
            }
            failure = e;
            roomOrDurable.signalAll();
            return e;
        } finally {
            lock.unlock();
        }
    }

    /** If the file cannot be made, all stays as it is. */
    private void continueIn(Path file) throws IOException {
        FileChannel next = open(file);
        channel.close();
        channel = next;
        fileBytes = 0;
    }

    private static @Nullable IOException write(ByteBuffer batch, FileChannel target) {
        try {
            while (batch.hasRemaining()) {
                target.write(batch);
            }
            target.force(false);
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private void finish(long last, @Nullable IOException problem, ByteBuffer batch) {
        List<Waiter> ready = new ArrayList<>();
        IOException outcome;
        lock.lock();
        try {
            if (failure == null) {
                failure = problem;
            }
            if (failure == null) {
                durable = last;
            }
            fileBytes += batch.limit();
            logBytes += batch.limit();
            spare = batch.capacity() > MOST_PENDING_BYTES / 8
                    ? ByteBuffer.allocateDirect(FIRST_BUFFER_BYTES)
                    : batch.clear();
            outcome = failure;
            // Reads may wait for an earlier sequence than the writes before them in the queue.
            waiters.removeIf(waiter -> (outcome != null || waiter.sequence() <= last) && ready.add(waiter));
            roomOrDurable.signalAll();
        } finally {
            lock.unlock();
        }
        ready.forEach(waiter -> waiter.action().accept(outcome));
    }

    /** What has been written since the last rotation, in however many files. */
    long logBytes() {
        lock.lock();
        try {
            return logBytes + pending.position();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Starts a new log file and returns the sequence of the last change in the old one. The caller holds the write
     * lock, so nothing is appended meanwhile.
     */
    long rotate() throws IOException {
        lock.lock();
        try {
            awaitAllDurable();
            continueIn(files.log(appended + 1));
            logBytes = 0;
            return appended;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything that was appended before is durable. */
    void awaitDurable() throws IOException {
        lock.lock();
        try {
            long last = appended;
            while (durable < last && failure == null) {
                roomOrDurable.awaitUninterruptibly();
            }
            if (failure != null) {
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitAllDurable() throws IOException {
        while (durable < appended && failure == null) {
            roomOrDurable.awaitUninterruptibly();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Notes at the end that everything before was durable, so that a later loss of the tail is noticed. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (closing) {
                return;
            }
            awaitAllDurable();
        } finally {
            lock.unlock();
        }
        append(new Changes());
        lock.lock();
        try {
            closing = true;
            workArrived.signal();
        } finally {
            lock.unlock();
        }
        joinCommitter();
        channel.close();
    }

    private void joinCommitter() {
        try {
            committer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
