package io.coinslot.simulators.fault;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** The faults in force at one market, until they are taken back or run out. */
public final class FaultBoard {
    private final InstantSource clock;
    private final RandomGenerator random;
    private volatile Regime regime = new Regime(Faults.NONE);

    /** A board without faults; {@code until} is compared with this clock. */
    public FaultBoard(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Puts faults in force in place of the former ones; requests that are held are let go. */
    public void set(Faults faults) {
        Regime former = regime;
        regime = new Regime(faults);
        former.ended.countDown();
    }

    /** The faults in force. */
    public Faults faults() {
        return regime().faults;
    }

    /** How many requests have gone wrong by the faults in force. */
    public int disturbed() {
        return regime().disturbed();
    }

    /** Whether this time something with the given share happens. */
    public boolean chance(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    Regime regime() {
        Faults faults = regime.faults;
        if (faults.until() != null && !clock.instant().isBefore(faults.until())) {
            set(Faults.NONE);
        }
        return regime;
    }

    /** One set of faults with what belongs to it: how many requests it has disturbed, and its end. */
    static final class Regime {
        private final Faults faults;
        private final AtomicInteger disturbed = new AtomicInteger();
        private final CountDownLatch ended = new CountDownLatch(1);

        private Regime(Faults faults) {
            this.faults = faults;
        }

        Faults faults() {
            return faults;
        }

        boolean isUsedUp() {
            return faults.limit() > 0 && disturbed.get() >= faults.limit();
        }

        int disturbed() {
            int taken = disturbed.get();
            return faults.limit() == 0 ? taken : Math.min(taken, faults.limit());
        }

        boolean takeOne() {
            return disturbed.incrementAndGet() <= faults.limit() || faults.limit() == 0;
        }

        /** Waits, but no longer than this regime is in force. */
        void hold(int millis) {
            try {
                boolean unused = ended.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
