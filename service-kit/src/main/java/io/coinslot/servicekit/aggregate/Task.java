package io.coinslot.servicekit.aggregate;

import java.time.Instant;
import java.util.Map;

/**
 * A call to the outside that is still to be made, as it lies in the document.
 *
 * @param attempt how often it was taken so far; with the end of the lease the fence (each, if it was renewed): the result of another attempt, or
 *     of a task that this one has replaced, is dropped
 * @param taken whether a process is at it now; its lease ends at visibleAt
 * @param visibleAt from when on any process may take it; taking it moves this into the future
 */
public record Task(
        String taskId, String kind, int attempt, boolean taken, Instant visibleAt, Map<String, String> data) {
    public Task {
        data = Map.copyOf(data);
    }

    Task takenUntil(Instant leaseEnd) {
        return new Task(taskId, kind, attempt + 1, true, leaseEnd, data);
    }

    /** By the same attempt. */
    Task heldUntil(Instant leaseEnd) {
        return new Task(taskId, kind, attempt, true, leaseEnd, data);
    }

    Task waitingUntil(Instant time) {
        return new Task(taskId, kind, attempt, false, time, data);
    }

    /** Waiting again as if it had not been taken: the target was not called. */
    Task untriedUntil(Instant time) {
        return new Task(taskId, kind, attempt - 1, false, time, data);
    }
}
