package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.exception.CursorNotFoundException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Ends cursors that nobody has read on with for ten minutes, as MongoDB does: a client that died in the middle of a result
 * ends none, and what is left of the result would stay in memory. They are looked for when another one is opened, as
 * are those that a client has ended: the registry alone is told of that.
 */
final class IdleCursors {
    /** MongoDB's cursorTimeoutMillis. */
    static final Duration LONGEST_IDLE = Duration.ofMinutes(10);

    private final Set<TimedCursor> open = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanoTime;

    IdleCursors(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Opens a cursor. */
    void add(TimedCursor cursor, CursorRegistry registry) {
        long now = nanoTime.getAsLong();
        open.removeIf(other -> other.isEmpty() || isEnded(other, now, registry));
        cursor.timedBy(nanoTime);
        open.add(cursor);
        registry.add(cursor);
    }

    private static boolean isEnded(TimedCursor cursor, long now, CursorRegistry registry) {
        boolean idle = now - cursor.usedAtNanos() > LONGEST_IDLE.toNanos();
        if (idle) {
            registry.remove(cursor);
        }
        return idle || !isKnown(cursor, registry);
    }

    private static boolean isKnown(TimedCursor cursor, CursorRegistry registry) {
        try {
            return registry.getCursor(cursor.getId()) == cursor;
        } catch (CursorNotFoundException e) {
            return false;
        }
    }

    /** How many are kept. */
    int size() {
        return open.size();
    }
}
