package io.coinslot.benchmarks;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** When each purchase is meant to begin, fixed before the load starts: a slow answer delays no later arrival. */
final class Schedule {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Of the rate, at the beginning of a rising load. */
    private static final double FIRST_SHARE = 0.2;
    /** Of a rising load's time, until the rate is reached. */
    private static final double RISING_SHARE = 2 / 3.0;

    private final long[] offsetNanos;

    private Schedule(long[] offsetNanos) {
        this.offsetNanos = offsetNanos;
    }

    /** How arrivals spread: evenly, or at random with the same mean. */
    enum Arrivals {
        CONSTANT,
        POISSON
    }

    /** The same rate all the time. */
    static Schedule of(Arrivals arrivals, int ratePerSecond, int seconds, long seed) {
        return of(arrivals, Math.multiplyExact(ratePerSecond, seconds), seed, before -> before / ratePerSecond);
    }

    /** From a fifth of the rate on, evenly up to the rate after two thirds of the time, and at the rate from there on. */
    static Schedule rising(Arrivals arrivals, int ratePerSecond, int seconds, long seed) {
        double first = ratePerSecond * FIRST_SHARE;
        double rising = seconds * RISING_SHARE;
        double slope = (ratePerSecond - first) / rising;
        double whileRising = (first + ratePerSecond) / 2 * rising;
        int size = (int) (whileRising + ratePerSecond * (seconds - rising));
        return of(
                arrivals,
                size,
                seed,
                before -> before > whileRising
                        ? rising + (before - whileRising) / ratePerSecond
                        : (Math.sqrt(first * first + 2 * slope * before) - first) / slope);
    }

    /**
     * The number is fixed, so that every run of a rate does the same work.
     *
     * @param secondsOf the time before which so many arrivals are expected
     */
    private static Schedule of(Arrivals arrivals, int size, long seed, DoubleUnaryOperator secondsOf) {
        Random random = new Random(seed);
        long[] offsets = new long[size];
        double before = 0;
        for (int i = 0; i < size; i++) {
            before = arrivals == Arrivals.CONSTANT ? i : before - Math.log(1 - random.nextDouble());
            offsets[i] = (long) (secondsOf.applyAsDouble(before) * NANOS_PER_SECOND);
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
