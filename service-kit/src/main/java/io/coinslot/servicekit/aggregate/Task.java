package io.coinslot.servicekit.aggregate;

import java.time.Instant;
import java.util.Map;

/**
 * A call to the outside that is still to be made, as it lies in the document.
 *
 * @param attempt how often it was taken so far; also the fence: a result of an older attempt is dropped
 * @param visibleAt from when on any process may take it; taking it moves this into the future (the lease)
 */
public record Task(String taskId, String kind, int attempt, Instant visibleAt, Map<String, String> data) {
    public Task {
        data = Map.copyOf(data);
    }

    Task takenUntil(Instant leaseEnd) {
        return new Task(taskId, kind, attempt + 1, leaseEnd, data);
    }

    Task waitingUntil(Instant time) {
        return new Task(taskId, kind, attempt, time, data);
    }
}
