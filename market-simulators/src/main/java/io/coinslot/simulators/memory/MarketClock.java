package io.coinslot.simulators.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The markets' clock, which can be moved forward so that deadlines of days pass at once. */
public final class MarketClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** Moves the clock forward; it never goes back. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("the markets' clock only goes forward");
        }
        ahead = ahead.plus(by);
    }

    /** How far the clock is ahead of the real one. */
    public Duration ahead() {
        return ahead;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return System.currentTimeMillis() + ahead.toMillis();
    }
}
