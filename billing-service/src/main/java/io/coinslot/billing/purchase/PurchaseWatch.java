package io.coinslot.billing.purchase;

import io.coinslot.servicekit.aggregate.Stored;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads purchases, and waits for them to reach a version: this process's own commits wake the waiting at once, those of
 * other instances are seen by reading again now and then. At most so many wait; who is one too many is answered at once.
 */
public final class PurchaseWatch {
    private static final int MOST_WAITING = 5_000;
    private static final long REREAD_MILLIS = 500;

    private final Function<String, @Nullable Stored<Purchase>> purchases;
    private final ConcurrentHashMap<String, Set<Waiter>> waiters = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_WAITING);

    /** @param purchases finds a purchase as it is stored now */
    public PurchaseWatch(Function<String, @Nullable Stored<Purchase>> purchases) {
        this.purchases = purchases;
    }

    private record Waiter(long minVersion, CountDownLatch reached) {}

    /** To be told of each purchase after it was written. */
    public void committed(Stored<Purchase> purchase) {
        Set<Waiter> waiting = waiters.get(purchase.id());
        if (waiting == null) {
            return;
        }
        for (Waiter waiter : waiting) {
            if (purchase.version() >= waiter.minVersion()) {
                waiter.reached().countDown();
            }
        }
    }

    /** The purchase once it has the version, or as it is when the time is over; null if there is none. */
    public @Nullable Stored<Purchase> read(PurchaseId id, long minVersion, Duration atMost) {
        Stored<Purchase> now = purchases.apply(id.value());
        if (now == null || now.version() >= minVersion || atMost.isZero() || !places.tryAcquire()) {
            return now;
        }
        try {
            return await(id.value(), minVersion, atMost);
        } finally {
            places.release();
        }
    }

    private @Nullable Stored<Purchase> await(String id, long minVersion, Duration atMost) {
        long endNanos = System.nanoTime() + atMost.toNanos();
        Waiter waiter = new Waiter(minVersion, new CountDownLatch(1));
        waiters.compute(id, (same, others) -> {
            Set<Waiter> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(waiter);
            return all;
        });
        try {
            while (true) {
                Stored<Purchase> now = purchases.apply(id);
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
                if (now == null || now.version() >= minVersion || leftMillis <= 0) {
                    return now;
                }
                waiter.reached().await(Math.min(leftMillis, REREAD_MILLIS), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return purchases.apply(id);
        } finally {
            waiters.computeIfPresent(id, (same, others) -> {
                others.remove(waiter);
                return others.isEmpty() ? null : others;
            });
        }
    }
}
