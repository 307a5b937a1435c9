package io.coinslot.simulators.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        Duration next = ahead.plus(by);
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(unfinished, next.toString());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ahead = next;
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

    /** An empty file is what a full disk left of one that was written in its place. */
    private static Duration read(Path file) {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
