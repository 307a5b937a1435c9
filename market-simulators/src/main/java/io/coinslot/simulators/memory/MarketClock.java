package io.coinslot.simulators.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The markets' clock, which can be moved forward so that deadlines of days pass at once. */
public final class MarketClock extends Clock {
    private final Path file;
    private volatile Duration ahead;

    /** The clock as it was left in this folder, in step with the real one at first. */
    public MarketClock(Path folder) {
        this.file = folder.resolve("clock-ahead");
        this.ahead = read(file);
    }

    /** Moves the clock forward; it never goes back. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("the markets' clock only goes forward");
        }
        ahead = ahead.plus(by);
        try {
            Files.writeString(file, ahead.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static Duration read(Path file) {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file)) : Duration.ZERO;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
