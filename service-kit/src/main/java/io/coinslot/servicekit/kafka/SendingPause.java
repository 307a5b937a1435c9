package io.coinslot.servicekit.kafka;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Spares threads the wait for a broker that took nothing from one of them: for some seconds nothing is sent, then one of
 * them tries again while the others go on without.
 */
final class SendingPause {
    static final long LENGTH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanoTime;
    private volatile boolean paused;
    private long endNanos;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    SendingPause(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether whoever asks may send. During a pause that is so for one of them, once it is over. */
    boolean maySend() {
        return !paused || isFirstAfterwards();
    }

    private synchronized boolean isFirstAfterwards() {
        if (paused && nanoTime.getAsLong() - endNanos < 0) {
            return false;
        }
        endNanos = nanoTime.getAsLong() + LENGTH_NANOS;
        return true;
    }

    /** The broker did not take an event in time. */
    synchronized void begin() {
        endNanos = nanoTime.getAsLong() + LENGTH_NANOS;
        paused = true;
    }

    /** The broker has taken an event. */
    void end() {
        if (paused) {
            paused = false;
        }
    }
}
