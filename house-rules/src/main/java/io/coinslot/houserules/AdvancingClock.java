package io.coinslot.houserules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test puts forward, so that what is due later need not be waited for. */
public final class AdvancingClock extends Clock {
    private final Clock base;
    private volatile Duration ahead = Duration.ZERO;

    private AdvancingClock(Clock base) {
        this.base = base;
    }

    /** Stands still at this time, written as in ISO 8601, until it is put forward. */
    public static AdvancingClock standingAt(String time) {
        return new AdvancingClock(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    /** Goes like the real one, and can be ahead of it. */
    public static AdvancingClock running() {
        return new AdvancingClock(Clock.systemUTC());
    }

    /** Lets so much time pass at once, and for good; with a negative one the clock is put back. */
    public void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("one zone is enough");
    }
}
