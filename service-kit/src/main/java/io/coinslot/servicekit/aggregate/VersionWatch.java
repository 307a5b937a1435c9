package io.coinslot.servicekit.aggregate;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads aggregates of one kind, and waits for them to reach a version: this process's own commits wake the waiting at
 * once, those of other instances are seen by reading again now and then. At most so many wait; who is one too many is
 * answered at once.
 */
public final class VersionWatch<S> {
    private static final int MOST_WAITING = 5_000;
    private static final long REREAD_MILLIS = 500;

    private final Function<String, @Nullable Stored<S>> aggregates;
    private final ConcurrentHashMap<String, Set<Waiter>> waiters = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_WAITING);

    /** @param aggregates finds one as it is stored now */
    public VersionWatch(Function<String, @Nullable Stored<S>> aggregates) {
        this.aggregates = aggregates;
    }

    private record Waiter(long minVersion, CountDownLatch reached) {}

    /** To be told of each aggregate after it was written. */
    public void committed(Stored<S> aggregate) {
        Set<Waiter> waiting = waiters.get(aggregate.id());
        if (waiting == null) {
            return;
        }
        for (Waiter waiter : waiting) {
            if (aggregate.version() >= waiter.minVersion()) {
                waiter.reached().countDown();
            }
        }
    }

    /** The aggregate once it has the version, or as it is when the time is over; null if there is none. */
    public @Nullable Stored<S> read(String id, long minVersion, Duration atMost) {
        Stored<S> now = aggregates.apply(id);
        if (now == null || now.version() >= minVersion || atMost.isZero() || !places.tryAcquire()) {
            return now;
        }
        try {
            return await(id, minVersion, atMost);
        } finally {
            places.release();
        }
    }

    private @Nullable Stored<S> await(String id, long minVersion, Duration atMost) {
        long endNanos = System.nanoTime() + atMost.toNanos();
        Waiter waiter = new Waiter(minVersion, new CountDownLatch(1));
        waiters.compute(id, (same, others) -> {
            Set<Waiter> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(waiter);
            return all;
        });
        try {
            while (true) {
                Stored<S> now = aggregates.apply(id);
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
                if (now == null || now.version() >= minVersion || leftMillis <= 0) {
                    return now;
                }
                waiter.reached().await(Math.min(leftMillis, REREAD_MILLIS), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return aggregates.apply(id);
        } finally {
            waiters.computeIfPresent(id, (same, others) -> {
                others.remove(waiter);
                return others.isEmpty() ? null : others;
            });
        }
    }
}
