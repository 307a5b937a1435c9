package io.coinslot.servicekit.aggregate;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an attempt holds its task by: the task as it was taken, and every end that the lease was given since. Which of
 * them is stored is not known while a renewal is under way.
 */
record Lease(Task task, Set<Instant> ends) {
    Lease(Task taken) {
        this(taken, ConcurrentHashMap.newKeySet());
        ends.add(taken.visibleAt());
    }

    /** Whether a stored task is the one that was taken, by this attempt and nobody since. */
    boolean holds(Task stored) {
        return stored.taken() && stored.attempt() == task.attempt() && ends.contains(stored.visibleAt());
    }
}
