package io.coinslot.benchmarks;

import java.util.Random;

/** When each purchase is meant to begin, fixed before the load starts: a slow answer delays no later arrival. */
final class Schedule {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long[] offsetNanos;

    private Schedule(long[] offsetNanos) {
        this.offsetNanos = offsetNanos;
    }

    /** How arrivals spread: evenly, or at random with the same mean. */
    enum Arrivals {
        CONSTANT,
        POISSON
    }

    static Schedule of(Arrivals arrivals, int ratePerSecond, int seconds, long seed) {
        return arrivals == Arrivals.CONSTANT ? constant(ratePerSecond, seconds) : poisson(ratePerSecond, seconds, seed);
    }

    private static Schedule constant(int ratePerSecond, int seconds) {
        long[] offsets = new long[Math.multiplyExact(ratePerSecond, seconds)];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = i * NANOS_PER_SECOND / ratePerSecond;
        }
        return new Schedule(offsets);
    }

    /** The gaps are exponential; the number is fixed, so that every run of a rate does the same work. */
    private static Schedule poisson(int ratePerSecond, int seconds, long seed) {
        Random random = new Random(seed);
        long[] offsets = new long[Math.multiplyExact(ratePerSecond, seconds)];
        double at = 0;
        for (int i = 0; i < offsets.length; i++) {
            at += -Math.log(1 - random.nextDouble()) / ratePerSecond * NANOS_PER_SECOND;
            offsets[i] = (long) at;
        }
        return new Schedule(offsets);
    }

    int size() {
        return offsetNanos.length;
    }

    /** Nanoseconds after the start of the load. */
    long offsetNanos(int arrival) {
        return offsetNanos[arrival];
    }
}
