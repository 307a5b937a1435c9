package io.coinslot.benchmarks;

import java.util.HashSet;
import java.util.Set;

/**
 * One purchase under way: when each stage was seen. Every stage is marked by one thread, but by different ones, and the
 * marks are read only after the load has ended; a mark keeps its first time.
 */
final class Journey {
    final String market;
    final long intendedNanos;
    private final long[] atNanos = new long[Stage.values().length];
    private final Set<String> completions = new HashSet<>(2);
    private int repeatedRecords;

    Journey(String market, long intendedNanos) {
        this.market = market;
        this.intendedNanos = intendedNanos;
    }

    /** What happens to a purchase, in its usual order. */
    enum Stage {
        ACCEPTED,
        /** The player has paid at the market. */
        PAID_AT_MARKET,
        /** The purchase.paid webhook has arrived. */
        DELIVERED,
        /** PurchaseCompleted: acknowledged or consumed at the market. */
        COMPLETED,
        /** The entry of the captured payment. */
        CAPTURE_POSTED,
        /** The entry of the delivery. */
        DELIVERY_POSTED
    }

    synchronized void mark(Stage stage, long nowNanos) {
        if (atNanos[stage.ordinal()] == 0) {
            atNanos[stage.ordinal()] = nowNanos;
        } else {
            repeatedRecords++;
        }
    }

    /** The same event may be published twice; a second event would be a second completion. */
    synchronized void markCompleted(String eventId, long nowNanos) {
        completions.add(eventId);
        mark(Stage.COMPLETED, nowNanos);
    }

    synchronized boolean reached(Stage stage) {
        return atNanos[stage.ordinal()] != 0;
    }

    synchronized int completions() {
        return completions.size();
    }

    synchronized int repeatedRecords() {
        return repeatedRecords;
    }

    synchronized long atNanos(Stage stage) {
        return atNanos[stage.ordinal()];
    }

    /** From the intended start, whatever kept the generator from starting then. */
    long nanosTo(Stage stage) {
        return atNanos(stage) - intendedNanos;
    }

    /** Acknowledged at the market, and both of its entries are in the journal. */
    boolean isComplete() {
        return reached(Stage.COMPLETED) && isPosted();
    }

    boolean isPosted() {
        return reached(Stage.CAPTURE_POSTED) && reached(Stage.DELIVERY_POSTED);
    }

    /** When the last of its entries was seen. */
    long postedAtNanos() {
        return Math.max(atNanos(Stage.CAPTURE_POSTED), atNanos(Stage.DELIVERY_POSTED));
    }

    long completeAtNanos() {
        return Math.max(atNanos(Stage.COMPLETED), postedAtNanos());
    }
}
