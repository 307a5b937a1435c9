package io.coinslot.servicekit.aggregate;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads aggregates, and waits for them to reach a version ({@code minVersion}): this process's own commits are handed to
 * the waiting at once, those of other instances are seen by reading again now and then. At most so many wait; who is one
 * too many is answered at once.
 */
public final class VersionWatch<S> {
    private static final int MOST_WAITING = 5_000;
    private static final long REREAD_MILLIS = 500;

    private final Function<String, @Nullable Stored<S>> aggregates;
    private final ConcurrentHashMap<String, Set<Waiter<S>>> waiters = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_WAITING);

    /** @param aggregates finds an aggregate as it is stored now */
    public VersionWatch(Function<String, @Nullable Stored<S>> aggregates) {
        this.aggregates = aggregates;
    }

    private record Waiter<S>(long minVersion, CompletableFuture<Stored<S>> reached) {}

    /** To be told of each aggregate after it was written. */
    public void committed(Stored<S> aggregate) {
        Set<Waiter<S>> waiting = waiters.get(aggregate.id());
        if (waiting == null) {
            return;
        }
        for (Waiter<S> waiter : waiting) {
            if (aggregate.version() >= waiter.minVersion()) {
                waiter.reached().complete(aggregate);
            }
        }
    }

    /**
     * The aggregate once it has the version, or as it is when the time is over.
     *
     * @param isSeen whether who asks may see it; nobody waits for what he may not see, and it stays so for one aggregate
     * @return null if there is none that may be seen
     */
    public @Nullable Stored<S> read(String id, long minVersion, Duration atMost, Predicate<S> isSeen) {
        if (minVersion <= 1 || !atMost.isPositive() || !places.tryAcquire()) {
            return seen(aggregates.apply(id), isSeen);
        }
        try {
            return await(id, minVersion, System.nanoTime() + atMost.toNanos(), isSeen);
        } finally {
            places.release();
        }
    }

    /** Waits before it reads for the first time: what is written in between must not be missed. */
    private @Nullable Stored<S> await(String id, long minVersion, long endNanos, Predicate<S> isSeen) {
        Waiter<S> waiter = new Waiter<>(minVersion, new CompletableFuture<>());
        waiters.compute(id, (same, others) -> {
            Set<Waiter<S>> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(waiter);
            return all;
        });
        try {
            while (true) {
                Stored<S> now = seen(aggregates.apply(id), isSeen);
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
                if (now == null || now.version() >= minVersion || leftMillis <= 0) {
                    return now;
                }
                Stored<S> reached = reached(waiter, Math.min(leftMillis, REREAD_MILLIS));
                if (reached != null) {
                    return reached;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return seen(aggregates.apply(id), isSeen);
        } finally {
            waiters.computeIfPresent(id, (same, others) -> {
                others.remove(waiter);
                return others.isEmpty() ? null : others;
            });
        }
    }

    private static <S> @Nullable Stored<S> reached(Waiter<S> waiter, long atMostMillis) throws InterruptedException {
        try {
            return waiter.reached().get(atMostMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null; // Others may have written it: the caller reads again.
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody ends a wait with a failure", e);
        }
    }

    private static <S> @Nullable Stored<S> seen(@Nullable Stored<S> aggregate, Predicate<S> isSeen) {
        return aggregate != null && isSeen.test(aggregate.state()) ? aggregate : null;
    }
}
