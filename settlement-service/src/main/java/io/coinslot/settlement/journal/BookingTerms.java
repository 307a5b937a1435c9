package io.coinslot.settlement.journal;

import java.time.Duration;

/**
 * How long an entry may be on its way into the journal. It carries the time at which it was decided, and is there for
 * others once it is written.
 *
 * @param longestWrite what the store is given for one write of entries: what it does not answer by then is given up, and
 *     the event is booked anew, with a newer time
 * @param clocksApart how far the clocks of two processes may be apart
 */
public record BookingTerms(Duration longestWrite, Duration clocksApart) {
    /** A write begins one such time after its decision at most, or is decided anew, and takes another one at most. */
    private static final int WRITES_AFTER_A_DECISION = 2;

    public BookingTerms {
        if (longestWrite.isNegative() || longestWrite.isZero() || clocksApart.isNegative()) {
            throw new IllegalArgumentException("a write takes some time, and clocks are not nearer than together");
        }
    }

    /** So long after a time no entry comes to light any more that was booked before it. */
    public Duration untilAllIsWritten() {
        return longestWrite.multipliedBy(WRITES_AFTER_A_DECISION).plus(clocksApart);
    }
}
