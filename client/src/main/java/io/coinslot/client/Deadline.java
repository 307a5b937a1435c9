package io.coinslot.client;

import java.time.Duration;

/** The moment after which nobody waits any more. */
record Deadline(long atNanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    boolean isBefore(Duration fromNow) {
        return left().compareTo(fromNow) < 0;
    }

    /** What is left, but no more than this. */
    Duration leftAtMost(Duration most) {
        Duration left = left();
        return left.compareTo(most) < 0 ? left : most;
    }
}
