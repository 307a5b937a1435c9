package io.coinslot.billing.feed;

import io.coinslot.billing.catalog.ServiceId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets readers wait for their feed to grow: woken by this process's projection, and looking again now and then for what
 * other instances wrote. At most so many wait; who is one too many is answered at once.
 */
public final class FeedWatch {
    private static final int MOST_WAITING = 2_000;
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final ConcurrentHashMap<ServiceId, Set<Semaphore>> waiting = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_WAITING);

    /** Wakes those who wait for this service's feed. */
    public void grown(ServiceId serviceId) {
        waiting.getOrDefault(serviceId, Set.of()).forEach(Semaphore::release);
    }

    /** Looks until what is found is enough or the time is over; returns what was found last. */
    <T> T until(ServiceId serviceId, Duration atMost, Supplier<T> look, Predicate<T> enough) {
        T first = look.get();
        if (enough.test(first) || atMost.isZero() || !places.tryAcquire()) {
            return first;
        }
        Semaphore bell = new Semaphore(0);
        waiting.compute(serviceId, (same, others) -> {
            Set<Semaphore> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(bell);
            return all;
        });
        try {
            return await(bell, atMost, look, enough);
        } finally {
            waiting.computeIfPresent(serviceId, (same, others) -> {
                others.remove(bell);
                return others.isEmpty() ? null : others;
            });
            places.release();
        }
    }

    private static <T> T await(Semaphore bell, Duration atMost, Supplier<T> look, Predicate<T> enough) {
        long endNanos = System.nanoTime() + atMost.toNanos();
        while (true) {
            T found = look.get();
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
            if (enough.test(found) || leftMillis <= 0) {
                return found;
            }
            try {
                if (bell.tryAcquire(Math.min(leftMillis, LOOK_AGAIN_MILLIS), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return found;
            }
        }
    }
}
