package io.coinslot.servicekit.table;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A copy, in memory, of the newest value per key of a compacted topic: the one of the highest sequence. Each process
 * follows the whole topic; the service is not ready before the copy has caught up once. Of a state that cannot be read the
 * value before it stays, and it is read again every minute.
 *
 * @param <V> envelope type
 */
public interface CompactedTable<V> {
    /** The newest known value, or null. */
    @Nullable
    V get(String key);

    /** Every newest known value. */
    Collection<V> values();

    /**
     * Waits until everything that is in the topic now is in the table. Call it before saying that something does not
     * exist: it may have been published a moment ago.
     *
     * @return false if the time was not enough, or if there is a key of which nothing could be read: then nobody knows
     *     what exists
     */
    boolean catchUp(Duration atMost);
}
