package io.coinslot.simulators.onestore;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What happens to purchases at ONE store. Every change is made under one lock, journalled, then told. */
final class Purchases {
    static final String BY_DEADLINE = "NOT_FINISHED";
    private static final Duration FINISH_WITHIN = Duration.ofDays(3);

    private final StoreMemory memory;
    private final StoreListener listener;
    private final Clock clock;
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>(Comparator.comparingLong(Deadline::atMillis));

    Purchases(StoreMemory memory, StoreListener listener, Clock clock) {
        this.memory = memory;
        this.listener = listener;
        this.clock = clock;
        memory.all().forEach(this::awaitFinish);
    }

    private record Deadline(long atMillis, String token) {}

    synchronized Purchase sell(Sale sale) {
        Purchase purchase = Purchase.of(sale);
        memory.put(purchase);
        awaitFinish(purchase);
        listener.changed(purchase);
        return purchase;
    }

    synchronized @Nullable Purchase byToken(String token) {
        return memory.byToken(token);
    }

    synchronized @Nullable Purchase byId(String purchaseId) {
        return memory.byId(purchaseId);
    }

    synchronized List<Purchase> all() {
        return memory.all();
    }

    synchronized List<Purchase> cancelled() {
        return memory.cancelled();
    }

    /** Takes a step that finishes a purchase, or refuses to by throwing. */
    synchronized void finish(String token, UnaryOperator<Purchase> step) {
        Purchase purchase = memory.byToken(token);
        if (purchase == null) {
            throw OneStoreRefusal.noSuchData();
        }
        memory.put(step.apply(purchase));
    }

    /** Cancels a purchase and gives the money back; null if that was done before. */
    synchronized @Nullable Purchase cancel(String token, String by) {
        Purchase purchase = memory.byToken(token);
        if (purchase == null || purchase.isCancelled()) {
            return null;
        }
        Purchase cancelled = purchase.cancelled(clock.millis(), by);
        memory.put(cancelled);
        listener.changed(cancelled);
        return cancelled;
    }

    /** Cancels what was neither consumed nor acknowledged in time. */
    synchronized void cancelUnfinished() {
        long now = clock.millis();
        for (Deadline next = deadlines.peek(); next != null && next.atMillis() <= now; next = deadlines.peek()) {
            deadlines.poll();
            Purchase purchase = memory.byToken(next.token());
            if (purchase != null && !purchase.isFinished()) {
                cancel(next.token(), BY_DEADLINE);
            }
        }
    }

    private void awaitFinish(Purchase purchase) {
        if (!purchase.isFinished() && !purchase.isCancelled()) {
            long deadline = purchase.sale().purchaseMillis() + FINISH_WITHIN.toMillis();
            deadlines.add(new Deadline(deadline, purchase.sale().purchaseToken()));
        }
    }
}
