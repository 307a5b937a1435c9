package io.coinslot.servicekit.aggregate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of this process that wait until their target can be called, in the order in which they came. Not more than
 * some: what finds no place here is taken up when it becomes visible, like what an ended process has left.
 */
final class WaitingTasks {
    private final int most;
    private final Map<String, Map<Place, Waiter>> lines = new LinkedHashMap<>();
    private int count;

    WaitingTasks(int most) {
        this.most = most;
    }

    private record Place(String aggregateId, String taskId) {}

    /** @param task as it lies in the document, if nobody has touched it since */
    record Waiter(String aggregateId, Task task) {}

    /** A task that waits already keeps its place. */
    synchronized void join(String target, Waiter waiter) {
        Map<Place, Waiter> line = lines.computeIfAbsent(target, name -> new LinkedHashMap<>());
        Place place = new Place(waiter.aggregateId(), waiter.task().taskId());
        if (line.replace(place, waiter) == null && count < most) {
            line.put(place, waiter);
            count++;
        }
        if (line.isEmpty()) {
            lines.remove(target);
        }
    }

    synchronized List<String> targets() {
        return List.copyOf(lines.keySet());
    }

    synchronized @Nullable Waiter first(String target) {
        Map<Place, Waiter> line = lines.get(target);
        return line == null ? null : line.values().iterator().next();
    }

    /** Takes the first ones out of the line. */
    synchronized List<Waiter> leave(String target, int mostAtOnce) {
        Map<Place, Waiter> line = lines.get(target);
        if (line == null) {
            return List.of();
        }
        List<Waiter> leaving = new ArrayList<>();
        Iterator<Waiter> waiters = line.values().iterator();
        while (waiters.hasNext() && leaving.size() < mostAtOnce) {
            leaving.add(waiters.next());
            waiters.remove();
            count--;
        }
        if (line.isEmpty()) {
            lines.remove(target);
        }
        return leaving;
    }
}
