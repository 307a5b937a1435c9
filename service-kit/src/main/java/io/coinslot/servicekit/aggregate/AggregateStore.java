package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.event.EventPublisher.Acknowledged;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where aggregates of one kind are kept. Implemented over MongoDB and, for tests, in memory; one contract suite runs
 * against both. Methods throw {@link StoreUnavailable} when the store cannot be reached or did not answer; what they
 * were asked to write may then have been written or not.
 */
public interface AggregateStore<S> {
    /** The aggregates with these ids; those that do not exist are missing. */
    Map<String, Stored<S>> load(Collection<String> ids);

    /** Inserts all whose id is free. Returns the ids that existed already: those were left as they are. */
    Set<String> insert(List<Stored<S>> fresh);

    /**
     * Makes each change whose aggregate still has the version that was expected.
     *
     * @return how many were made; if fewer than given, which ones is found out by {@link #load} and the write id
     */
    int update(List<Change<S>> changes);

    /**
     * Removes outbox entries up to and including the one given, per aggregate id, and nothing of an aggregate that does
     * not hold it. Does not change the version.
     */
    void removePublished(Map<String, Acknowledged> lastById);

    /**
     * Up to limit aggregates that have outbox entries and were last written before the given time. One that cannot be
     * read is passed over. If there are more, the next call goes on behind those of these that are still like that, so that
     * none is always passed over.
     */
    List<Stored<S>> withUnpublished(Instant writtenBefore, int limit);

    /** Up to limit aggregates that have a task which is visible before the given time, taking turns in the same way. */
    List<Stored<S>> withVisibleTask(Instant visibleBefore, int limit);

    /**
     * How long a call of {@link #insert} or {@link #update} takes at most; null if that is not known. What was decided
     * longer ago than this is not written any more but decided anew.
     */
    default @Nullable Duration longestWrite() {
        return null;
    }

    /** The next state of an aggregate and the version it was decided on. */
    record Change<S>(long expectedVersion, Stored<S> next) {}

    /** The store cannot be reached, or did not answer in time. */
    final class StoreUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StoreUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
