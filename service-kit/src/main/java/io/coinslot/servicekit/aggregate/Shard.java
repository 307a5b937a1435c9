package io.coinslot.servicekit.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that runs the commands of some of the aggregates: what waits while a batch is written is the next batch.
 * Batches begin at least {@link #PACE_NANOS} apart, so that they grow under load instead of following each other with
 * one command each. A command that finds nothing under way is written at once.
 */
final class Shard<S, E> implements Runnable {
    private static final int LARGEST_BATCH = 256;
    private static final int LONGEST_QUEUE = 20_000;
    /** Purchases and payments are under way for a second or two: enough for some hundreds a second. */
    private static final int MOST_REMEMBERED = 1_500;
    /** A write costs the store and its driver far more than one more document in it does. */
    private static final long PACE_NANOS = 10_000_000;

    /** Processes that write one document at once must not go on meeting each other: then each waits as chance has it. */
    private static final int ROUNDS_AT_ONCE = 3;

    private final AggregateStore<S> store;
    private final DocumentWriter<S, E> writer;
    private final RecentDocuments<S> recent = new RecentDocuments<>(MOST_REMEMBERED);
    private final BlockingQueue<Command<S, E, ?>> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private volatile boolean closed;
    private long lastBeganNanos = System.nanoTime() - PACE_NANOS;

    Shard(AggregateStore<S> store, DocumentWriter<S, E> writer) {
        this.store = store;
        this.writer = writer;
    }

    void add(Command<S, E, ?> command) {
        if (closed || !queue.offer(command)) {
            command.outcome.completeExceptionally(new AggregateStore.StoreUnavailable(
                    closed ? "shutting down" : "too many commands are waiting for the store",
                    new IllegalStateException()));
        }
    }

    @Override
    public void run() {
        List<Command<S, E, ?>> batch = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                Command<S, E, ?> first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    keepPace();
                    batch.add(first);
                    queue.drainTo(batch, LARGEST_BATCH - 1);
                    runUntilDecided(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                closed = true;
            }
        }
    }

    private void keepPace() {
        long early = lastBeganNanos + PACE_NANOS - System.nanoTime();
        if (early > 0) {
            LockSupport.parkNanos(early);
        }
        lastBeganNanos = System.nanoTime();
    }

    private void runUntilDecided(List<Command<S, E, ?>> batch) {
        List<Command<S, E, ?>> left = batch;
        int rounds = 0;
        try {
            while (!left.isEmpty()) {
                if (++rounds > ROUNDS_AT_ONCE) {
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PACE_NANOS));
                }
                left = new Batch<>(store, writer, recent, left).run();
            }
        } catch (AggregateStore.StoreUnavailable e) {
            fail(batch, e);
        } catch (RuntimeException | Error e) {
            // One document that cannot be written must not take the others with it, nor end the thread.
            if (batch.size() == 1) {
                fail(batch, e);
            } else {
                unanswered(batch).forEach(command -> runUntilDecided(List.of(command)));
            }
        }
    }

    private List<Command<S, E, ?>> unanswered(List<Command<S, E, ?>> batch) {
        return batch.stream().filter(command -> !command.outcome.isDone()).toList();
    }

    /** Complete already is what was answered before the failure; the rest is told of it. */
    private void fail(List<Command<S, E, ?>> batch, Throwable cause) {
        batch.forEach(command -> command.outcome.completeExceptionally(cause));
    }

    void close() {
        closed = true;
    }
}
